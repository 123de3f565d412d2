import {zipSync, type Zippable} from 'fflate';
import {archivedBlob, archivedManifest} from './archive.ts';
import {filesOf, serializeManifest} from './manifest.ts';
import type {FileRecord, Manifest, OutputRecord} from './types.ts';

/** An archive without the extensions of zip64 numbers its members by 16 bits. */
const MAX_MEMBERS = 65_535;

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
