import {availableParallelism, cpus, hostname, tmpdir, totalmem} from 'node:os';
import {join, resolve} from 'node:path';
import {cacheFolder} from '../compute/engine/cache.ts';
import {chosenDevice, deviceVariable, tensorflowVersion} from '../compute/engine/identity.ts';
import {chosenIsa, cpuFlags, effectiveIsa, isaVariable} from '../compute/engine/isa.ts';
import type {Machine} from '../pipeline/run/capacity.ts';
import type {NamedPaths} from './check-paths.ts';
import {readCommit} from './commit.ts';
import {RESULTS} from './export-report.ts';
import type {Options} from './options.ts';
import type {Study} from './study.ts';
import type {Json} from '../system/json.ts';

/** What the command line reads of the world and hands on; nothing below it reads any of this. */
export interface Places {
  readonly root: string;
  readonly store: string;
  readonly sharedStore: string | undefined;
  /** The archive of published results, or its address; undefined when none are to be used. */
  readonly published: string | undefined;
  /** Where the report of the profile stands. */
  readonly reports: string;
  /** Where those of all profiles stand. */
  readonly allReports: string;
}

/** Flags before variables (which `settlePathVariables` has made absolute) before the project's own folders. */
export function findPlaces({root, reports = 'reports'}: Study, options: Options): Places {
  const {store, sharedStore, profile} = options;
  const {env} = process;
  const ofProfile = resolve(root, reports, profile);
  const published = options.published ?? join(ofProfile, RESULTS);
  return {
    root,
    store: store ?? env['THREE_FACTORS_STORE'] ?? join(root, 'artifacts'),
    sharedStore: sharedStore ?? env['THREE_FACTORS_SHARED_STORE'],
    published: published === false ? undefined : published,
    reports: ofProfile,
    allReports: resolve(root, reports),
  };
}

/** What this run was told to use, and did not choose itself. */
export function namedPaths({store, dataDir, checkVerdicts}: Options): NamedPaths {
  const {env} = process;
  return {
    store: store ?? env['THREE_FACTORS_STORE'],
    dataDir: dataDir ?? env['THREE_FACTORS_DATA_DIR'],
    checkVerdicts,
  };
}

/** Where bundles are kept when the project cannot be written: this user's cache, else one of their own in /tmp. */
export const otherCodeFolders = (): readonly string[] => [
  join(cacheFolder(), 'code'),
  join(tmpdir(), `three-factors-code-${process.getuid?.() ?? 0}`),
];

/** What workers may see: where things are and how to reach them, nothing that could be a parameter. */
const allowed = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'XDG_CACHE_HOME',
  'LD_LIBRARY_PATH',
  'CUDA_VISIBLE_DEVICES',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'npm_config_registry',
  'THREE_FACTORS_CACHE',
  'THREE_FACTORS_DATA_DIR',
];

/** The whole environment of a worker. */
export function workerEnvironment({dataDir}: Options): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {};
  for (const name of allowed) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  if (dataDir !== undefined) environment['THREE_FACTORS_DATA_DIR'] = dataDir;
  return {...environment, [deviceVariable]: chosenDevice(), [isaVariable]: chosenIsa()};
}

/** A tenth of the memory is left to the system and to this process. */
const usableMemory = 0.9;

export function describeMachine(): Machine {
  // 0 and huge numbers mean that no limit is set.
  const limit = process.constrainedMemory() || Infinity;
  return {
    cpus: availableParallelism(),
    memoryMB: Math.floor((usableMemory * Math.min(limit, totalmem())) / 1e6),
    gpus: chosenDevice() === 'gpu' ? 1 : 0,
  };
}

/** Who made a result with what; for manifests and records, never hashed. */
export type Facts = Readonly<Record<string, Json>> & {
  readonly cpu: string;
  readonly commit: string | null;
};

export async function readFacts(root: string): Promise<Facts> {
  return {
    host: hostname(),
    cpu: cpus().at(0)?.model ?? 'unknown',
    cores: availableParallelism(),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    tensorflow: tensorflowVersion,
    device: chosenDevice(),
    isa: effectiveIsa(cpuFlags(), chosenIsa()),
    commit: await readCommit(root),
  };
}
