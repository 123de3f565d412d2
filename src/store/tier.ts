import type {Needs} from './roots.ts';
import type {FileRecord, Manifest} from './types.ts';
import type {Lease} from '../system/lease.ts';

/** What became of a manifest that was handed to a tier. */
export interface Recorded {
  /** `variant`: the key stands already, with other bytes; ours is kept beside it. */
  readonly outcome: 'published' | 'equal' | 'variant';
}

/** Number of calls to a tier at a time: most of a call is waiting for a network or a disk. */
export const CALLS_AT_ONCE = 16;

/**
 * One place that holds blobs and manifests, as far as it is read: results that were published stand in such a one.
 * What a tier returns is sound: damage is said, and looks like absence.
 */
export interface ReadableTier {
  /** The manifest of `key` as it stands here; its blobs may stand elsewhere. */
  manifest(key: string): Promise<Manifest | undefined>;
  /** Whether each of the blobs is here and untouched since it was published. */
  hasAll(files: readonly FileRecord[]): Promise<boolean>;
  /** Writes the blob to `target`, a new local file, sealed; false when it is not here or not sound. */
  get(file: FileRecord, target: string): Promise<boolean>;
}

/** One in a single file, which is never written. */
export interface ArchivedTier extends ReadableTier {
  /** The bytes of a blob; undefined when it is not here or not sound. */
  content(file: FileRecord): Promise<Buffer | undefined>;
  /** Believes no more what is published under `key`, and notes that beside the local store. */
  forget(key: string): void;
}

/**
 * One that is written too: a folder, here or on a network; an object store fits as well (docs/store.md gives the
 * protocol). Damage is set aside.
 */
export interface Tier extends ReadableTier {
  /** Takes in a copy of the file at `source`; throws when its bytes do not fit the record. */
  put(file: FileRecord, source: string): Promise<void>;
  /** Publishes a manifest; every blob it names must have been put before. */
  putManifest(manifest: Manifest): Promise<Recorded>;
  /** Undefined while another holder is alive. */
  lease(key: string): Promise<Lease | undefined>;
  /** Puts what is published under `key` out of the way; whether something was. */
  forget(key: string): Promise<boolean>;
  /** What tells this store from another in the same place; undefined where that cannot be written down. */
  identity(): Promise<string | undefined>;
  /** Notes what a clone needs, for the gc. */
  register(needs: Needs): Promise<void>;
  /** Lets go of calls that do not return; later ones start afresh. */
  giveUp(): void;
}
