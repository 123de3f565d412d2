import {existsSync} from 'node:fs';
import {PipelineError} from '../errors.ts';
import {isFor, needsOf, type LockedPackage, type LockedPackages} from './lockfile.ts';
import type {PackageFolders} from './package-folders.ts';

/** What is said to be installed, and what is. */
export interface Installation {
  readonly lockfile: LockedPackages;
  /** What npm wrote when it had installed; undefined where it did not. */
  readonly written: LockedPackages | undefined;
  readonly folders: PackageFolders;
}

/** A place where what is installed is not what is locked. */
interface Mismatch {
  readonly place: string;
  readonly installed: string;
  readonly locked: string;
}

/** One walk from some packages to all that they can reach, each held against the lockfile. */
export class Survey {
  readonly #installation: Installation;
  /** Place → version and integrity, or version and content. */
  readonly locked = new Map<string, string>();
  /** Places whose content was digested, since nobody vouches for it. */
  readonly digested = new Set<string>();
  /** Places where Node looks first, or in vain. */
  readonly vacant = new Set<string>();
  readonly #mismatches: Mismatch[] = [];
  /** Places of what is for other machines. */
  readonly #foreign: string[] = [];

  /** Throws `PACKAGE_NOT_LOCKED` or `PACKAGE_NOT_AS_LOCKED`. */
  constructor(names: readonly string[], installation: Installation) {
    this.#installation = installation;
    const pending = this.#search('', {must: names, may: []});
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (!this.locked.has(place)) pending.push(...this.#visit(place));
    }
    for (const place of this.#foreign) this.#takeAsLocked(place);
    this.#checkVacant();
    if (this.#mismatches.length > 0) throw notAsLocked(this.#mismatches);
  }

  /** The places where Node finds what `from` asks for. */
  #search(from: string, {must, may}: Needs): string[] {
    return [...must, ...may].flatMap((name) => {
      const {place, passed} = this.#installation.lockfile.find(from, name);
      for (const one of passed) this.vacant.add(one);
      if (place === undefined && must.includes(name)) throw notLocked(name, from);
      return place ?? [];
    });
  }

  /** Settles one place; gives those that it leads to. */
  #visit(place: string): readonly string[] {
    const entry = this.#installation.lockfile.at(place);
    if (entry?.link) return this.#visitLink(place, entry.resolved);
    const version = this.#installation.folders.description(place)?.version;
    if (version === undefined) return this.#visitAbsent(place, entry);
    if (entry && isVouchedFor(entry)) return this.#visitVouchedFor(place, entry, version);
    return this.#visitContent(place, entry, version);
  }

  #visitLink(place: string, target: string): readonly string[] {
    const {folders} = this.#installation;
    this.locked.set(place, `link ${target}`);
    if (!folders.areOne(place, target))
      this.#differs(place, folders.kind(place), `link to ${target}`);
    return [target];
  }

  /** Optional packages are left out where they are for other machines, or where they could not be made. */
  #visitAbsent(place: string, entry: LockedPackage | undefined): readonly string[] {
    if (entry && (entry.optional || entry.devOptional)) {
      if (isFor(entry, process)) this.locked.set(place, 'absent');
      else this.#foreign.push(place);
    } else {
      this.#differs(place, 'nothing', entry?.version ?? 'a package');
    }
    return [];
  }

  #visitVouchedFor(place: string, entry: LockedPackage, version: string): readonly string[] {
    const {folders, written} = this.#installation;
    this.locked.set(place, identityOf(entry));
    const said = written?.at(place);
    const kind = folders.kind(place);
    if (kind !== 'folder') this.#differs(place, kind, entry.version);
    else if (plain(version) !== plain(entry.version)) this.#differs(place, version, entry.version);
    else if (!said) this.#differs(place, `${version}, not by npm`, entry.version);
    else if (identityOf(said) !== identityOf(entry)) {
      this.#differs(place, identityOf(said), identityOf(entry));
    }
    return this.#search(place, needsOf(entry));
  }

  /** Of a git dependency, a linked folder, a workspace: whatever is in it counts. */
  #visitContent(
    place: string,
    entry: LockedPackage | undefined,
    version: string,
  ): readonly string[] {
    const {folders, written} = this.#installation;
    this.locked.set(place, `${version} content-${folders.content(place)}`.trim());
    this.digested.add(place);
    const [from, wanted] = [written?.at(place)?.resolved, entry?.resolved];
    if (from && wanted && from !== wanted) this.#differs(place, from, wanted);
    const locked = entry ? this.#search(place, needsOf(entry)) : [];
    // Its own word may be younger than the lockfile.
    return [...locked, ...this.#search(place, needsOf(folders.description(place) ?? nothing))];
  }

  /** What every machine takes from the lockfile, so that all have the same closure. */
  #takeAsLocked(place: string): void {
    const entry = this.#installation.lockfile.at(place);
    if (this.locked.has(place) || !entry) return;
    this.locked.set(place, identityOf(entry));
    const {must, may} = needsOf(entry);
    for (const name of [...must, ...may]) {
      const found = this.#installation.lockfile.find(place, name).place;
      if (found !== undefined) this.#takeAsLocked(found);
    }
  }

  #checkVacant(): void {
    const {folders} = this.#installation;
    for (const place of this.vacant) {
      if (existsSync(folders.path(place))) {
        this.#differs(place, folders.description(place)?.version ?? folders.kind(place), 'nothing');
      }
    }
  }

  #differs(place: string, installed: string, locked: string): void {
    this.#mismatches.push({place, installed, locked});
  }
}

interface Needs {
  readonly must: readonly string[];
  readonly may: readonly string[];
}

const nothing = {dependencies: {}, optionalDependencies: {}, peerDependencies: {}};

/** Whether the lockfile tells which bytes were installed. */
const isVouchedFor = ({integrity, inBundle}: LockedPackage): boolean =>
  integrity !== '' || inBundle;

const identityOf = ({version, integrity}: LockedPackage): string =>
  `${version} ${integrity}`.trim();

/** A version without what npm drops when it locks it. */
const plain = (version: string): string => version.replace(/^[\s=v]+/, '').replace(/\+.*$/, '');

const notLocked = (name: string, from: string) =>
  new PipelineError({
    code: 'PACKAGE_NOT_LOCKED',
    field: name,
    received: name,
    message: `${from === '' ? 'the code imports' : `${from} needs`} the package \`${name}\`, which package-lock.json does not hold`,
    next: from === '' ? `Run \`npm install ${name}\`.` : 'Run `npm install`.',
  });

function notAsLocked(mismatches: readonly Mismatch[]): PipelineError {
  const [{place, installed, locked}] = mismatches;
  const more = mismatches.length === 1 ? '' : `, nor are ${mismatches.length - 1} more`;
  return new PipelineError({
    code: 'PACKAGE_NOT_AS_LOCKED',
    field: place,
    received: installed,
    message: `${place} is not what package-lock.json says (${locked})${more}; a worker would load another package than the key tells`,
    next: 'Run `npm ci`.',
  });
}
