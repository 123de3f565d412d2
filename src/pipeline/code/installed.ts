import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {sha256} from '../../system/hash.ts';
import {once} from '../once.ts';
import {LockedPackages} from './lockfile.ts';
import {PackageFolders, type HashOf} from './package-folders.ts';
import {Survey, type Installation} from './survey.ts';

const lockfileName = 'package-lock.json';
/** What npm writes when it has installed: the lockfile as of then. */
export const writtenName = 'node_modules/.package-lock.json';

/** Everything that some packages can reach, as it is installed and locked. */
export interface Closure {
  /**
   * Place → version and integrity or, where there is no integrity, a digest of the content. What is for
   * other machines counts too, so that all of them get the same.
   */
  readonly locked: Readonly<Record<string, string>>;
  /** Places whose content was digested. */
  readonly digested: readonly string[];
  /** Places where Node looks first, or in vain, or the folders of such places: nothing stands there. */
  readonly vacant: readonly string[];
  /** Digest of all that was looked at. */
  readonly seen: string;
}

/** What stands in node_modules, held against the lockfile: keys take the one, and workers load the other. */
export class InstalledPackages {
  readonly #root: string;
  readonly #hashOf: HashOf;
  readonly #folders: PackageFolders;
  /** Looked at once: several closures hold the same places. */
  readonly #kindOf: (place: string) => string;
  #installation: Installation | undefined;

  constructor(root: string, hashOf: HashOf) {
    this.#root = root;
    this.#hashOf = hashOf;
    this.#folders = new PackageFolders(root, hashOf);
    this.#kindOf = once(
      (place: string) => place,
      (place) => this.#folders.kind(place),
    );
  }

  /**
   * What the named packages can reach, through dependencies, optional ones and peers. Throws
   * `PACKAGE_NOT_LOCKED`, `PACKAGE_NOT_AS_LOCKED` or `LOCKFILE_UNREADABLE`.
   */
  closure(names: readonly string[]): Closure {
    const survey = new Survey(names, (this.#installation ??= this.#open()));
    const byPlace = [...survey.locked].sort(([a], [b]) => (a < b ? -1 : 1));
    const closure = {
      locked: Object.fromEntries(byPlace),
      digested: [...survey.digested].sort(),
      vacant: this.#widen(survey.vacant),
    };
    return {...closure, seen: this.#see(closure)};
  }

  /** Throws as {@link closure} does for the packages that the project itself asks for. */
  check(): void {
    const {lockfile} = (this.#installation ??= this.#open());
    this.closure(Object.keys(lockfile.at('')?.dependencies ?? {}));
  }

  /** Whether a closure is still what stands here; files are read only where their stamps are new. */
  isCurrent(closure: Closure): boolean {
    const isVacant = (place: string) => this.#kindOf(place) === 'nothing';
    return closure.vacant.every(isVacant) && this.#see(closure) === closure.seen;
  }

  /** Where a whole `node_modules` is missing, it stands for all places in it: fewer are looked at then. */
  #widen(places: Iterable<string>): string[] {
    const wide = new Set<string>();
    for (const place of places) {
      const folder = place.replace(/(node_modules)\/(?:@[^/]+\/)?[^/]+$/, '$1');
      wide.add(this.#kindOf(folder) === 'nothing' ? folder : place);
    }
    return [...wide].sort();
  }

  #see({locked, digested}: Omit<Closure, 'seen' | 'vacant'>): string {
    const lines = [lockfileName, writtenName].map(this.#hashOf);
    for (const place of Object.keys(locked)) {
      lines.push(`${place} ${this.#kindOf(place)} ${this.#hashOf(`${place}/package.json`)}`);
    }
    for (const place of digested) lines.push(this.#folders.content(place));
    return sha256(lines.join('\n'));
  }

  #open(): Installation {
    const next = 'Restore it from version control, or run `npm install`.';
    const lockfile = new LockedPackages(this.#text(lockfileName) ?? '', lockfileName, next);
    const text = this.#text(writtenName);
    const written =
      text === undefined ? text : new LockedPackages(text, writtenName, 'Run `npm ci`.');
    return {lockfile, written, folders: this.#folders};
  }

  #text(name: string): string | undefined {
    const file = path.resolve(this.#root, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
}
