import {lstatSync, readFileSync, readlinkSync, realpathSync, statSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';
import {sha256} from '../../system/hash.ts';
import {once} from '../once.ts';
import {digestFolder} from './folder-content.ts';

/** Gives the content hash of a file, by its name relative to the root; empty when it is absent. */
export type HashOf = (name: string) => string;

/** {@link HashOf} without stamps: each file is read once. */
export const hashesNow = (root: string): HashOf =>
  once(
    (name: string) => name,
    (name) => {
      const file = path.resolve(root, name);
      return statSync(file, {throwIfNoEntry: false})?.isFile() ? sha256(readFileSync(file)) : '';
    },
  );

const Names = z.record(z.string(), z.string()).default({});
const Description = z.object({
  version: z.string().default(''),
  dependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
});
/** What a package says of itself. */
export type Description = z.output<typeof Description>;

/** Folders of packages as they stand on the disk, by their place relative to the root. */
export class PackageFolders {
  readonly #root: string;
  readonly #hashOf: HashOf;

  constructor(root: string, hashOf: HashOf) {
    this.#root = root;
    this.#hashOf = hashOf;
  }

  /** A folder, a link and where it leads, or nothing. */
  kind(place: string): string {
    const stat = lstatSync(this.path(place), {throwIfNoEntry: false});
    if (stat?.isSymbolicLink()) return `link to ${readlinkSync(this.path(place))}`;
    return stat?.isDirectory() ? 'folder' : 'nothing';
  }

  /** The package.json at a place; undefined where there is none that can be understood. */
  description(place: string): Description | undefined {
    try {
      return Description.parse(
        JSON.parse(readFileSync(this.path(`${place}/package.json`), 'utf8')),
      );
    } catch {
      return undefined;
    }
  }

  /** Digest of all files of a package. */
  content(place: string): string {
    return digestFolder(this.path(place), (file) => this.#hashOf(path.relative(this.#root, file)));
  }

  /** Whether two places are one folder, by way of links. */
  areOne(place: string, other: string): boolean {
    try {
      return realpathSync(this.path(place)) === realpathSync(this.path(other));
    } catch {
      return false;
    }
  }

  path(place: string): string {
    return path.resolve(this.#root, place);
  }
}
