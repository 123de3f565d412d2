import {lstatSync, type Stats} from 'node:fs';
import path from 'node:path';
import type {BriefManifest} from './plan.ts';
import {remember} from './remember.ts';
import {manifestPath} from '../store/layout.ts';
import type {Store} from '../store/types.ts';
import {replaceFile} from '../system/atomic-file.ts';
import {fileClock} from '../system/file-clock.ts';
import {sha256} from '../system/hash.ts';
import {isMembers} from '../system/json.ts';
import {recall} from './side-files.ts';
import {sealJson, unsealJson} from '../system/sealed-json.ts';

/** Where the manifests of a store stand, and where it may be kept what they said. */
export interface SeenPlaces {
  readonly storeFolder: string;
  /** A folder that nobody else writes to. */
  readonly cacheFolder: string;
}

/** What a manifest looked like when it was read, and what it said. */
type Seen = readonly [stamp: string, outputs: BriefManifest['outputs']];

interface SeenFile {
  readonly format: typeof FORMAT;
  /** By key. */
  readonly seen: Readonly<Record<string, Seen>>;
}

const FORMAT = 1;

/** The coarsest clock of a file system in use [ms]. */
const COARSEST_TICK = 2000;

/**
 * Knows results as the store does, but takes a manifest that stands as it stood when it was last read for what it said
 * then: a plan with nothing to do reads and checks a thousand of them. What is not as it was, a change of less than two
 * seconds before the look among it, is the store's to read.
 */
export class SeenResults {
  readonly #store: Pick<Store, 'known'>;
  readonly #places: SeenPlaces;
  readonly #file: string;
  readonly #before: ReadonlyMap<string, Seen>;
  readonly #now = new Map<string, Seen>();
  #isNew = false;
  #openedAt: number | undefined;

  constructor(store: Pick<Store, 'known'>, places: SeenPlaces) {
    this.#store = store;
    this.#places = places;
    const name = `${sha256(places.storeFolder).slice(0, 16)}.json`;
    this.#file = path.join(places.cacheFolder, 'manifests', name);
    this.#before = load(this.#file);
  }

  /** The result of a key, when one is known. */
  async known(key: string): Promise<BriefManifest | undefined> {
    const stats = statsOf(manifestPath(this.#places.storeFolder, key));
    if (stats === undefined) return this.#store.known(key);
    const stamp = stampOf(stats);
    const seen = this.#before.get(key);
    if (seen?.[0] === stamp) {
      this.#now.set(key, seen);
      return {key, outputs: seen[1]};
    }
    const isSettled = stats.ctimeMs < this.#clock() - COARSEST_TICK;
    const found = await this.#store.known(key);
    if (found && isSettled) {
      this.#now.set(key, [stamp, found.outputs]);
      this.#isNew = true;
    }
    return found;
  }

  /** Keeps what was seen. Of other plans too, unless that is much more. */
  save(): void {
    if (!this.#isNew) return;
    const others = [...this.#before].filter(([key]) => !this.#now.has(key));
    const kept = others.length > 2 * this.#now.size + 1000 ? [] : others;
    const seen = Object.fromEntries([...kept, ...this.#now]);
    remember(() => replaceFile(this.#file, sealJson({format: FORMAT, seen})));
  }

  /** The time before anything was read [ms since 1970]; where it cannot be known, nothing counts as settled. */
  #clock(): number {
    remember(() => {
      this.#openedAt ??= Number(fileClock(this.#places.cacheFolder)) / 1e6;
    });
    return (this.#openedAt ??= -Infinity);
  }
}

/** Undefined where nothing stands, or nobody may look: the store says what is wrong. */
function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, {throwIfNoEntry: false});
  } catch {
    return undefined;
  }
}

const stampOf = ({dev, ino, mode, size, mtimeMs, ctimeMs}: Stats) =>
  [dev, ino, mode, size, mtimeMs, ctimeMs].join(' ');

function load(file: string): ReadonlyMap<string, Seen> {
  const kept = unsealJson(recall(file) ?? '');
  return new Map(isSeenFile(kept) ? Object.entries(kept.seen) : []);
}

const isSeenFile = (value: unknown): value is SeenFile =>
  isMembers(value) && value['format'] === FORMAT;
