import {existsSync, readFileSync, statSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import type {Loader, Metafile, Plugin} from 'esbuild';
import {PipelineError} from '../errors.ts';
import {stampOf, type FileStamp} from '../../system/stamps.ts';
import {sha256} from '../../system/hash.ts';

/** What bundling one module gives. */
export interface Bundle {
  readonly code: string;
  /** Source map (JSON); kept apart, so that moving code about does not change the bundle. */
  readonly map: string;
  /** Every file that was read, whether or not it left bytes in the bundle: path → stamp. */
  readonly files: ReadonlyMap<string, FileStamp>;
  /** Packages that the bundle still imports. */
  readonly packages: readonly string[];
}

/** What is bundled: a module, or the text of one that is in no file and imports relative to the root. */
export interface Entry {
  /** What is named where it cannot be bundled. */
  readonly module: string;
  readonly text?: string | undefined;
}

/**
 * Bundles `entry` and all project files it uses; packages stay imports. Unused declarations,
 * comments and white space are gone, so that only a change of meaning changes the text. `nowNs`: the
 * time by the file system's clock, before anything was read.
 */
export async function bundle({module, text}: Entry, root: string, nowNs: bigint): Promise<Bundle> {
  const {build} = await import('esbuild');
  const files = new Map<string, FileStamp>();
  const tsconfig = path.join(root, 'tsconfig.json');
  try {
    const {outputFiles, metafile} = await build({
      ...(text === undefined
        ? {entryPoints: [module]}
        : {stdin: {contents: text, resolveDir: root, sourcefile: 'parts.js', loader: 'js'}}),
      absWorkingDir: root,
      outfile: path.join(root, 'bundle.mjs'),
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      treeShaking: true,
      minifyWhitespace: true,
      legalComments: 'none',
      charset: 'utf8',
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      ...(existsSync(tsconfig) ? {tsconfig} : {tsconfigRaw: {}}),
      plugins: [recordReads(files, nowNs)],
    });
    const map = outputFiles.find((file) => file.path.endsWith('.map'));
    const code = outputFiles.find((file) => !file.path.endsWith('.map'));
    return {code: code?.text ?? '', map: map?.text ?? '', files, packages: packagesOf(metafile)};
  } catch (cause) {
    throw new PipelineError({
      code: 'BODY_UNREADABLE',
      field: path.relative(root, module),
      message: `${path.relative(root, module)} cannot be bundled: ${firstLine(cause)}`,
      next: 'Correct the module named above.',
      cause,
    });
  }
}

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.tsx': 'tsx',
  '.json': 'json',
  '.js': 'js',
  '.mjs': 'js',
};

/** Reads for esbuild, so that the stamp kept is of the very bytes that were bundled. */
const recordReads = (files: Map<string, FileStamp>, nowNs: bigint): Plugin => ({
  name: 'record-reads',
  setup(build) {
    build.onLoad({filter: /\.(?:tsx?|m?js|json)$/, namespace: 'file'}, ({path: file}) => {
      const stat = statSync(file, {bigint: true});
      const contents = readFileSync(file);
      files.set(file, stampOf(stat, sha256(contents), nowNs));
      return {contents, loader: loaders[path.extname(file)]};
    });
  },
});

function packagesOf({outputs}: Metafile): readonly string[] {
  const imported = Object.values(outputs)
    .flatMap(({imports}) => imports)
    .filter((one) => one.external && !isBuiltin(one.path))
    .map((one) => packageName(one.path));
  return [...new Set(imported)].sort();
}

/** `@scope/name/deep/file.js` → `@scope/name`. */
const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ');
