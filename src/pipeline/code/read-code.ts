import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {PipelineError} from '../errors.ts';
import type {Analysis} from './analyse.ts';
import type {Bundle} from './bundle.ts';
import {findCodeFolder} from './code-folder.ts';
import {entryText, partModules} from './body-code.ts';
import type {BodyCode, StageCode} from './code.ts';
import {loadIndex, saveIndex, type IndexEntry} from './code-index.ts';
import {InstalledPackages, type Closure} from './installed.ts';
import {removeOldBundles, retireBundle} from './old-bundles.ts';
import {isUnchanged, stampFile, type FileStamp} from '../../system/stamps.ts';
import {replaceFile} from '../../system/atomic-file.ts';
import {digest} from '../../system/canonical-json.ts';
import {fileClock} from '../../system/file-clock.ts';
import {sha256} from '../../system/hash.ts';

export interface CodeOptions {
  /** The project's folder: holds package-lock.json and node_modules. */
  readonly root: string;
  /**
   * Modules that may reach for files, network, clock or environment, relative to the root; a name
   * that ends in a slash stands for a folder. What they reach is held by a key in another way: the
   * codecs of artifacts touch only inputs, outputs and scratch; what is downloaded is pinned by its
   * hash; the version of an engine stands in the environment of its stages.
   */
  readonly trusted?: readonly string[];
  /** Folders where bundles may be kept when the project cannot be written, by {@link findCodeFolder}. */
  readonly otherCodeFolders?: readonly string[];
}

/**
 * The code of each of these, by its name, bundled anew only where a file that took part has changed.
 * Throws `BODY_UNREADABLE`, `IMPORT_COMPUTED`, `READ_UNDECLARED`, `PACKAGE_NOT_LOCKED`,
 * `PACKAGE_NOT_AS_LOCKED` or `LOCKFILE_UNREADABLE`.
 */
export async function readCode(
  bodies: readonly BodyCode[],
  options: CodeOptions,
): Promise<ReadonlyMap<string, StageCode>> {
  const reader = new CodeReader(options);
  const read = new Map<string, StageCode>();
  try {
    for (const body of bodies) read.set(body.name, await reader.read(body));
  } finally {
    reader.save();
  }
  return read;
}

/** Changes of these change what the bundler makes of the same sources. */
const settings = ['package.json', 'tsconfig.json'];

/** Modules of this pipeline itself that touch files on behalf of bodies. */
const ownFolder = fileURLToPath(new URL('../', import.meta.url));

class CodeReader {
  readonly #root: string;
  readonly #folder: string;
  readonly #trusted: string[];
  readonly #stamps: Map<string, FileStamp>;
  readonly #entries: Map<string, IndexEntry>;
  /** What has been compared with the disk: each file once. */
  readonly #current = new Set<string>();
  readonly #closures: Map<string, Closure>;
  /** The closures that were compared with the disk: each once. */
  readonly #currentClosures = new Set<string>();
  readonly #installed: InstalledPackages;
  #dirty = false;
  #now: bigint | undefined;

  constructor({root, trusted = [], otherCodeFolders = []}: CodeOptions) {
    this.#root = root;
    this.#folder = findCodeFolder(root, otherCodeFolders);
    this.#trusted = [...trusted];
    const {stamps, entries, closures} = loadIndex(this.#folder);
    this.#stamps = new Map(Object.entries(stamps));
    this.#entries = new Map(Object.entries(entries));
    this.#closures = new Map(Object.entries(closures));
    this.#installed = new InstalledPackages(root, (name) => this.#hashOf(name));
  }

  async read(body: BodyCode): Promise<StageCode> {
    const module = path.relative(this.#root, fileURLToPath(body.body));
    const parts = partModules(body.parts);
    const text = parts.length === 0 ? undefined : entryText(body, this.#specifier);
    const name = text ?? module;
    const known = this.#entries.get(name);
    const entry = this.#isCurrent(known) ? known : await this.#bundle(body.stage, module, text);
    if (entry !== known) this.#remember(name, entry);
    const {bundle, symbols, imports} = entry;
    const locked = this.#reach(imports);
    const packages = digest(locked);
    return {bundle, symbols, imports, locked, packages, file: this.#bundleFile(bundle)};
  }

  save(): void {
    if (!this.#dirty) return;
    saveIndex(this.#folder, {
      stamps: Object.fromEntries(this.#stamps),
      entries: Object.fromEntries(this.#entries),
      closures: Object.fromEntries(this.#closures),
    });
    const used = new Set([...this.#entries.values()].map(({bundle}) => bundle));
    removeOldBundles(this.#folder, used, this.#nowNs());
  }

  readonly #specifier = (module: URL): string =>
    `./${path.relative(this.#root, fileURLToPath(module)).split(path.sep).join('/')}`;

  #isCurrent(known: IndexEntry | undefined): known is IndexEntry {
    return (
      known?.trusted.join() === this.#trusted.join() &&
      existsSync(this.#bundleFile(known.bundle)) &&
      Object.entries(known.files).every(([name, hash]) => this.#hashOf(name) === hash)
    );
  }

  #remember(name: string, entry: IndexEntry): void {
    const before = this.#entries.get(name)?.bundle;
    if (before !== undefined && before !== entry.bundle) {
      retireBundle(this.#bundleFile(before), this.#nowNs());
    }
    this.#entries.set(name, entry);
    this.#dirty = true;
  }

  #stamp(name: string, stamp: FileStamp): string {
    this.#stamps.set(name, stamp);
    this.#current.add(name);
    this.#dirty = true;
    return stamp.sha256;
  }

  /** The hash of a file as it is now; it is read only when its stamp does not fit. */
  #hashOf(name: string): string {
    const file = path.resolve(this.#root, name);
    const stamp = this.#stamps.get(name);
    if (stamp && (this.#current.has(name) || isUnchanged(file, stamp))) {
      this.#current.add(name);
      return stamp.sha256;
    }
    return this.#stamp(name, stampFile(file, this.#nowNs()));
  }

  /** The time by the file system's own clock [ns], before anything is stamped. */
  #nowNs(): bigint {
    return (this.#now ??= fileClock(this.#folder));
  }

  /** `text`: that of an entry which joins the module and its parts, where there are any. */
  async #bundle(stage: string, module: string, text: string | undefined): Promise<IndexEntry> {
    const nowNs = this.#nowNs();
    const [{bundle}, {analyse}] = await Promise.all([
      import('./bundle.ts'),
      import('./analyse.ts'),
    ]);
    const files: Record<string, string> = {};
    for (const name of [...settings, bundlerOf(this.#root)]) files[name] = this.#hashOf(name);
    const made = await bundle({module: path.resolve(this.#root, module), text}, this.#root, nowNs);
    const analysis = analyse(made.code, made.map);
    this.#refuseEscapes(stage, module, analysis);
    for (const [file, stamp] of made.files) {
      const name = path.relative(this.#root, file);
      files[name] = this.#stamp(name, stamp);
    }
    return {
      bundle: this.#keepBundle(made),
      symbols: {...analysis.symbols},
      imports: [...made.packages],
      files,
      trusted: this.#trusted,
    };
  }

  #bundleFile(hash: string): string {
    return path.join(this.#folder, `${hash}.mjs`);
  }

  #keepBundle({code, map}: Bundle): string {
    const hash = sha256(code);
    replaceFile(this.#bundleFile(hash), code);
    replaceFile(`${this.#bundleFile(hash)}.map`, map);
    return hash;
  }

  /** What the bundler added on behalf of the code has no place of its own: `module` answers for it. */
  #refuseEscapes(stage: string, module: string, {escapes}: Analysis): void {
    const refused = escapes
      .map((escape) => ({...escape, file: escape.file === '' ? module : escape.file}))
      .find(({file}) => !this.#isTrusted(path.resolve(this.#root, file)));
    if (!refused) return;
    const {code, what, file} = refused;
    throw new PipelineError({
      code,
      stage,
      field: file,
      received: what,
      message:
        code === 'IMPORT_COMPUTED'
          ? `${file} imports a module whose name is computed, so no key can hold it`
          : `${file} reads what no key holds`,
      next:
        code === 'IMPORT_COMPUTED'
          ? 'Import it by a literal name.'
          : 'Make it a parameter, an input or a seed, read it through an artifact kind, or list the module as trusted.',
    });
  }

  #isTrusted(file: string): boolean {
    if (file.startsWith(ownFolder)) return true;
    const name = path.relative(this.#root, file);
    return this.#trusted.some((one) => (one.endsWith('/') ? name.startsWith(one) : name === one));
  }

  /** What the imported packages lead to; surveyed again when something there is another. */
  #reach(imports: readonly string[]): Closure['locked'] {
    if (imports.length === 0) return {};
    const names = imports.join(' ');
    const known = this.#closures.get(names);
    if (known && (this.#currentClosures.has(names) || this.#installed.isCurrent(known))) {
      this.#currentClosures.add(names);
      return known.locked;
    }
    const closure = this.#installed.closure(imports);
    this.#closures.set(names, closure);
    this.#currentClosures.add(names);
    this.#dirty = true;
    return closure.locked;
  }
}

/** The bundler's own package file, which tells its version. */
const bundlerOf = (root: string): string =>
  path.relative(root, createRequire(import.meta.url).resolve('esbuild/package.json'));
