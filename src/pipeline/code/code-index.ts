import {readFileSync} from 'node:fs';
import path from 'node:path';
import {replaceFile} from '../../system/atomic-file.ts';
import {isMembers} from '../../system/json.ts';
import {sealJson, unsealJson} from '../../system/sealed-json.ts';
import type {FileStamp} from '../../system/stamps.ts';
import type {Closure} from './installed.ts';

export interface IndexEntry {
  readonly bundle: string;
  readonly symbols: Readonly<Record<string, string>>;
  /** Packages that the bundle imports itself. */
  readonly imports: readonly string[];
  /** The hashes of the files that took part, by their name relative to the root. */
  readonly files: Readonly<Record<string, string>>;
  /** The modules that were trusted when it was checked. */
  readonly trusted: readonly string[];
}

/** What is remembered of the modules bundled before, so that unchanged code is not even read again. */
export interface CodeIndex {
  readonly format: typeof FORMAT;
  /** What tells the hash of a file without reading it. */
  readonly stamps: Readonly<Record<string, FileStamp>>;
  readonly entries: Readonly<Record<string, IndexEntry>>;
  /** What packages reach, by their names: several modules import the same. */
  readonly closures: Readonly<Record<string, Closure>>;
}

/** Raised when the form of any part changes. */
const FORMAT = 3;

const fileName = 'index.json';

/** The index that stands in `folder`; one that is absent or cannot be understood is as good as empty. */
export function loadIndex(folder: string): CodeIndex {
  const empty = {format: FORMAT, stamps: {}, entries: {}, closures: {}} as const;
  try {
    const index = unsealJson(readFileSync(path.join(folder, fileName), 'utf8'));
    return isIndex(index) ? index : empty;
  } catch {
    return empty;
  }
}

const isIndex = (value: unknown): value is CodeIndex =>
  isMembers(value) && value['format'] === FORMAT;

export const saveIndex = (folder: string, index: Omit<CodeIndex, 'format'>): void =>
  replaceFile(path.join(folder, fileName), sealJson({format: FORMAT, ...index}));
