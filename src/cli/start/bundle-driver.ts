import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createRequire, isBuiltin} from 'node:module';
import {basename, dirname, extname, join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build, type Loader, type Metafile, type Plugin} from 'esbuild';
import {replaceFile} from '../../system/atomic-file.ts';
import {fileClock} from '../../system/file-clock.ts';
import {sha256} from '../../system/hash.ts';
import {serializeDriver, signatureOf, type Driver} from './kept-driver.ts';

/**
 * Bundles `entry` and all that it imports into one script, keeps it as `file` with its source map beside it, and
 * returns it. Throws what esbuild and the file system throw.
 */
export async function bundleDriver(file: string, root: string, entry: string): Promise<Driver> {
  const before = fileClock(dirname(file));
  const {outputFiles, metafile} = await build({
    stdin: {contents: `import ${JSON.stringify(entry)}`, resolveDir: root},
    absWorkingDir: root,
    // Names in the source map are relative to it.
    outfile: join(root, basename(file)),
    write: false,
    bundle: true,
    format: 'esm',
    banner: {js: `(async (${IMPORT}) => {'use strict';`},
    footer: {js: '})'},
    platform: 'node',
    target: 'node20',
    // As Node resolves; esbuild would add `module`.
    conditions: [],
    define: {'import.meta': META},
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    legalComments: 'none',
    minifyWhitespace: true,
    logLevel: 'silent',
    ...(existsSync(join(root, SETTINGS)) ? {tsconfig: SETTINGS} : {tsconfigRaw: {}}),
    plugins: [asScript],
  });
  const text = (suffix: string) => outputFiles.find(({path}) => path.endsWith(suffix))?.text ?? '';
  const code = withoutImports(text('.mjs'), metafile);
  const driver = {code, sha256: sha256(code)};
  const files = filesOf(root, metafile);
  const {text: signature, newest} = signatureOf(root, files);
  if (newest < before - tickOf(before)) {
    replaceFile(`${file}.map`, text('.map'));
    replaceFile(file, serializeDriver({files, signature}, driver));
  }
  return driver;
}

/**
 * What changes again within a tick of the clock of the file system would not show [ns]. Where files have times of whole
 * seconds, a tick is up to two of them; otherwise, a time that is smaller is before the tick.
 */
const tickOf = (timeNs: bigint) => (timeNs % 1_000_000_000n === 0n ? 2_000_000_000n : 0n);

/** Stands for `import.meta`, which a script has not. */
const META = 'importMetaOfSource';

/** Stands for `import`, which a script that V8 compiled before cannot call. As long, so that the source map fits. */
const IMPORT = '$mport';

/** Has the code ask its caller for what it leaves outside. */
function withoutImports(code: string, {outputs}: Metafile): string {
  const outside = Object.values(outputs).flatMap(({imports}) => imports.map(({path}) => path));
  return [...new Set(outside)].reduce((text, path) => {
    const named = `(${JSON.stringify(path)})`;
    return text.replaceAll(`import${named}`, `${IMPORT}${named}`);
  }, code);
}

const loaders: Readonly<Record<string, Loader>> = {'.ts': 'ts', '.tsx': 'tsx'};

/** Leaves no import in the bundle but what is imported on demand from a package, or runs in another process. */
const asScript: Plugin = {
  name: 'as-script',
  setup(bundler) {
    bundler.onResolve({filter: /./}, ({path, kind, importer}) => {
      if (isBuiltin(path)) return {path, namespace: 'builtin'};
      if (kind !== 'dynamic-import') return undefined;
      if (!/^[./]/.test(path)) return {path, external: true};
      return isPart(path, importer)
        ? {path: new URL(path, pathToFileURL(importer)).href, external: true}
        : undefined;
    });
    bundler.onLoad({filter: /./, namespace: 'builtin'}, ({path}) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }));
    bundler.onLoad({filter: /\.[cm]?[jt]sx?$/}, ({path}) => ({
      contents: path === starter ? 'export async function start() {}' : withMeta(path),
      loader: loaders[extname(path)] ?? 'js',
    }));
  },
};

/**
 * A module whose URL is taken too is a part of a stage: workers run it. Outside, an edit of it and of all that it
 * reaches leaves the bundle as it is.
 */
const isPart = (path: string, importer: string): boolean =>
  readFileSync(importer, 'utf8').includes(`new URL('${path}', import.meta.url)`);

/** In the bundle, nothing is left to start. */
const starter = join(import.meta.dirname, 'start.ts');

function withMeta(path: string): string {
  const source = readFileSync(path, 'utf8');
  if (!source.includes('import.meta')) return source;
  const meta = {url: pathToFileURL(path).href, dirname: dirname(path), filename: path};
  return `const ${META} = ${JSON.stringify(meta)}; ${source}`;
}

/** All that was read or asked for, and what would change what is made of it. */
function filesOf(root: string, {inputs}: Metafile): string[] {
  const sources = Object.keys(inputs).filter((name) => !/^builtin:|^<stdin>$/.test(name));
  const own = readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name));
  const bundler = createRequire(import.meta.url).resolve('esbuild/package.json');
  const files = new Set([...sources, ...packageFiles(root, sources), SETTINGS, NPM_LIST]);
  for (const file of [...own, bundler]) files.add(relative(root, file));
  return [...files].sort();
}

const SETTINGS = 'tsconfig.json';

/** Changes with everything that npm installs or removes. */
const NPM_LIST = 'node_modules/.package-lock.json';

/** The package.json of every folder above a source: it tells what an import means there. */
function packageFiles(root: string, sources: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const source of sources) {
    for (let folder = dirname(source); !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  const files = [...folders].map((folder) => join(folder, 'package.json'));
  return files.filter((file) => existsSync(join(root, file)));
}
