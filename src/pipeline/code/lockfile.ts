import path from 'node:path';
import {z} from 'zod';
import {PipelineError} from '../errors.ts';

const Names = z.record(z.string(), z.string()).default({});
const Texts = z.array(z.string()).default([]);
const Flag = z.boolean().default(false);
const Package = z.object({
  version: z.string().default(''),
  integrity: z.string().default(''),
  /** Where it comes from: a commit, a folder or, for a link, where that leads; not said of registries. */
  resolved: z.string().default(''),
  link: Flag,
  /** Came inside the package above it, whose integrity covers it. */
  inBundle: Flag,
  optional: Flag,
  devOptional: Flag,
  os: Texts,
  cpu: Texts,
  libc: Texts,
  dependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
});
/** What a lockfile says of one place. */
export type LockedPackage = z.output<typeof Package>;

/** package-lock.json or what npm leaves of it in node_modules (lockfileVersion 2 or 3). */
const Lockfile = z.object({packages: z.record(z.string(), z.unknown())});

/** Where Node finds a package: the first of `passed` that is there, else `place`. */
export interface Found {
  /** The place that is locked; undefined where none is. */
  readonly place: string | undefined;
  /** Places that Node looks at before, and that are not locked. */
  readonly passed: readonly string[];
}

/** A parsed lockfile; a place is a folder, relative to the root. */
export class LockedPackages {
  readonly #packages: Readonly<Record<string, unknown>>;
  readonly #parsed = new Map<string, LockedPackage>();

  /** Throws `LOCKFILE_UNREADABLE`; `name` is what the file is called, `next` what brings it back. */
  constructor(text: string, name: string, next: string) {
    this.#packages = parsePackages(text, name, next);
  }

  /** What is locked at a place; undefined where nothing is. */
  at(place: string): LockedPackage | undefined {
    if (!Object.hasOwn(this.#packages, place)) return undefined;
    const known = this.#parsed.get(place) ?? Package.parse(this.#packages[place]);
    this.#parsed.set(place, known);
    return known;
  }

  /** Node's own search: the nearest `node_modules` upwards from the place that asks. */
  find(from: string, name: string): Found {
    const passed: string[] = [];
    for (const folder of foldersAbove(from)) {
      const place = path.posix.join(folder, 'node_modules', name);
      if (Object.hasOwn(this.#packages, place)) return {place, passed};
      passed.push(place);
    }
    return {place: undefined, passed};
  }
}

/** The names that a package asks for: those that must be there, and those that may be missing. */
export function needsOf(
  entry: Pick<LockedPackage, 'dependencies' | 'optionalDependencies' | 'peerDependencies'>,
): {must: string[]; may: string[]} {
  const may = Object.keys({...entry.optionalDependencies, ...entry.peerDependencies});
  return {must: Object.keys(entry.dependencies).filter((name) => !may.includes(name)), may};
}

/** Whether an optional package is for such a machine; where that is hard to tell, it is for another. */
export const isFor = (
  {os, cpu, libc}: LockedPackage,
  {platform, arch}: Pick<NodeJS.Process, 'platform' | 'arch'>,
): boolean => admits(os, platform) && admits(cpu, arch) && libc.length === 0;

function admits(list: readonly string[], value: string): boolean {
  if (list.includes(`!${value}`)) return false;
  const wanted = list.filter((one) => !one.startsWith('!'));
  return wanted.length === 0 || wanted.includes(value) || wanted.includes('any');
}

function parsePackages(
  text: string,
  name: string,
  next: string,
): Readonly<Record<string, unknown>> {
  try {
    return Lockfile.parse(JSON.parse(text)).packages;
  } catch (cause) {
    throw new PipelineError({
      code: 'LOCKFILE_UNREADABLE',
      field: name,
      message: `${name} is not a lockfile of npm 7 or later`,
      next,
      cause,
    });
  }
}

/** The folders in which Node looks for `node_modules`: those of packages, and what holds a linked one. */
function* foldersAbove(place: string): Generator<string> {
  for (let folder = place; !leavesRoot(folder); folder = above(folder)) {
    yield folder;
    if (folder === '') return;
  }
}

/** `node_modules/a/node_modules/b` → `node_modules/a` → the root; `packages/p` → `packages` → the root. */
function above(place: string): string {
  const cut = `/${place}`.lastIndexOf('/node_modules/');
  if (cut !== -1) return place.slice(0, Math.max(cut - 1, 0));
  const folder = path.posix.dirname(place);
  return folder === '.' ? '' : folder;
}

/** What lies above a package outside of the root is nobody's to lock. */
const leavesRoot = (folder: string): boolean => /^(\.\.\/)*\.\.$/.test(folder);
