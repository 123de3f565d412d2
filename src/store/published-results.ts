import {zipSync, type Zippable} from 'fflate';
import {filesOf, serializeManifest} from './manifest.ts';
import type {FileRecord, Manifest, OutputRecord} from './types.ts';

/** The largest output that is published or counts as a record [B]; experiment summaries have a quarter of it. */
export const MAX_RECORD_BYTES = 2 ** 21;

/** Whether an output is a record, which travels with the project; `bulk`: the kinds of weights and images. */
export const isRecord = ({kind, bytes}: OutputRecord, bulk: readonly string[]): boolean =>
  bytes <= MAX_RECORD_BYTES && !bulk.includes(kind);

/** An archive without the extensions of zip64 numbers its members by 16 bits. */
const MAX_MEMBERS = 65_535;

/** Where things stand in the archive: as in the folder of a store, so that it unpacks to one. */
export const archivedManifest = (key: string) => `ac/${key.slice(0, 2)}/${key}`;
export const archivedBlob = (sha256: string) => `cas/${sha256.slice(0, 2)}/${sha256}`;

/** The date of the talk; in the fields of local time, which is what zip holds. */
const DATE = new Date(2017, 10, 17);

export interface ResultsSources {
  /** Which outputs go in. */
  readonly includes: (output: OutputRecord) => boolean;
  /** The verified bytes of a file; undefined where they are nowhere. */
  readonly read: (file: FileRecord) => Promise<Uint8Array | undefined>;
}

/**
 * Packs results into a zip archive. Equal results have equal bytes, whoever made them and when: members are sorted,
 * times are fixed, manifests lose their provenance, which tells of one execution, and deflate is that of one library
 * (the zlib of Node is another with each of its lines, and on other CPUs).
 *
 * @returns undefined when they are more than an archive takes
 */
export async function packResults(
  manifests: readonly Manifest[],
  {includes, read}: ResultsSources,
): Promise<Uint8Array | undefined> {
  const members = new Map<string, Uint8Array>();
  for (const manifest of manifests) {
    const text = serializeManifest({...manifest, provenance: {}});
    members.set(archivedManifest(manifest.key), Buffer.from(text));
    const outputs = Object.fromEntries(
      Object.entries(manifest.outputs).filter(([, output]) => includes(output)),
    );
    for (const file of filesOf({outputs})) {
      const name = archivedBlob(file.sha256);
      const bytes = members.has(name) ? undefined : await read(file);
      if (bytes) members.set(name, bytes);
    }
  }
  if (members.size > MAX_MEMBERS) return undefined;
  return packZip(members);
}

/** Names have the characters of ASCII. */
function packZip(members: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted: Zippable = {};
  for (const [name, bytes] of [...members].sort(([a], [b]) => (a < b ? -1 : 1)))
    sorted[name] = bytes;
  return zipSync(sorted, {level: 6, mtime: DATE});
}
