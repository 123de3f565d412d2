import {availableParallelism} from 'node:os';
import {cacheFolder, engineFolder} from './cache.ts';
import {chosenDevice, tensorflowVersion, type Device} from './identity.ts';
import {freeBytes, mayWrite} from '../../system/folder.ts';
import {missingTools} from './prerequisites.ts';
import {cacheRefusal, isReady} from './contents.ts';
import {EngineError} from './errors.ts';
import {chosenIsa, cpuFlags, effectiveIsa, type IsaChoice} from './isa.ts';
import {wheelSets} from './wheels.ts';

/** What `--doctor` says about the engine. */
export interface EngineFacts {
  readonly tensorflow: string;
  readonly device: Device;
  readonly ready: boolean;
  readonly folder: string;
  /** Cores that this process may use; a worker computes with one thread. */
  readonly cores: number;
  /** Vector instructions of this CPU, of those that TensorFlow uses. */
  readonly cpuFeatures: readonly string[];
  /** What oneDNN's kernels are made of, and what was asked for. */
  readonly isa: string;
  readonly isaChoice: IsaChoice;
  readonly cacheFolder: string;
  /** Bytes free in the cache folder. */
  readonly freeBytes: number;
  /** What is wrong, a sentence each with what to do; empty when the engine can compute. */
  readonly problems: readonly string[];
}

/** Looks at this machine; loads and changes nothing. */
export async function engineFacts(): Promise<EngineFacts> {
  const device = chosenDevice();
  const folder = engineFolder(device);
  const [ready, free, problems] = await lookAtCache(device, folder);
  const flags = cpuFlags();
  return {
    tensorflow: tensorflowVersion,
    device,
    ready,
    folder,
    cores: availableParallelism(),
    cpuFeatures: vectorFlags.filter((flag) => flags.has(flag)),
    isa: effectiveIsa(flags, chosenIsa()),
    isaChoice: chosenIsa(),
    cacheFolder: cacheFolder(),
    freeBytes: free,
    problems,
  };
}

/** Whether the engine is ready, the bytes free, and what is wrong with either. */
async function lookAtCache(
  device: Device,
  folder: string,
): Promise<[ready: boolean, free: number, problems: string[]]> {
  try {
    const ready = await isReady(folder);
    const free = await freeBytes(cacheFolder());
    const problems = ready ? [] : await setupProblems(free, wheelSets[device].neededBytes);
    return [ready, free, problems];
  } catch (error) {
    const refusal = cacheRefusal(cacheFolder(), error);
    if (refusal instanceof EngineError) return [false, 0, [`${refusal.message} ${refusal.next}`]];
    throw error;
  }
}

async function setupProblems(free: number, needed: number): Promise<string[]> {
  const missing = await missingTools();
  return [
    'The engine is not set up: npm run setup',
    ...missing.map(
      ({command, packages}) => `${command} is missing: sudo apt-get install -y ${packages}`,
    ),
    ...(mayWrite(cacheFolder())
      ? []
      : [`${cacheFolder()} cannot be written: THREE_FACTORS_CACHE names another folder.`]),
    ...(free < needed
      ? [
          `The set-up needs ${Math.round(needed / 1e6)} MB free: THREE_FACTORS_CACHE names another folder.`,
        ]
      : []),
  ];
}

const vectorFlags = ['avx', 'avx2', 'fma', 'avx512f', 'avx512_vnni', 'avx512_bf16', 'amx_tile'];
