import {z} from 'zod';
import {invalidManifest} from './errors.ts';
import type {FileRecord, Manifest, OutputRecord} from './types.ts';
import {canonicalJson, digest} from '../system/canonical-json.ts';
import {HASH} from '../system/hash.ts';
import type {Json} from '../system/json.ts';

/** A manifest is parsed as hostile, so everything in it has a limit. */
export const MAX_MANIFEST_BYTES = 64 * 2 ** 20;
const MAX_FILES = 100_000;
const MAX_FILE_BYTES = 2 ** 40;
const MAX_NAME = 200;
const MAX_PATH = 1000;

/** No control characters, and no separator of any system: such a name cannot leave its folder. */
const SEGMENT = /^[^\p{Cc}/\\]+$/u;

/** Whether `path` is relative, POSIX, and stays inside the folder that it is relative to. */
export function isInside(path: string): boolean {
  return (
    path.length <= MAX_PATH &&
    path.split('/').every((segment) => SEGMENT.test(segment) && segment !== '.' && segment !== '..')
  );
}

const Name = z
  .string()
  .max(MAX_NAME)
  .regex(/^[a-z][\w .:/=,+@()[\]-]*$/i);
export const Hash = z.string().regex(HASH);
const Bytes = z.int().min(0).max(MAX_FILE_BYTES);
/** It comes from `JSON.parse`, so it is JSON. */
const AnyJson = z.custom<Json>((value) => value !== undefined);

/** A record of one file. */
export const FileSchema = z.strictObject({
  path: z.string().max(MAX_PATH),
  sha256: Hash,
  bytes: Bytes,
});
const Output = z
  .strictObject({
    kind: Name,
    form: z.enum(['file', 'tree']),
    sha256: Hash,
    bytes: z.int().min(0),
    files: z.array(FileSchema).max(MAX_FILES),
  })
  .superRefine((output, context) => {
    const fault = faultOf(output);
    if (fault !== undefined) context.addIssue(fault);
  });

const ManifestSchema = z.strictObject({
  format: z.literal(1),
  key: Hash,
  node: z.string().min(1).max(MAX_PATH),
  stage: Name,
  outputs: z.record(
    z
      .string()
      .regex(/^[a-z][\w-]*$/i)
      .max(MAX_NAME),
    Output,
  ),
  preimage: AnyJson,
  provenance: z.record(z.string(), AnyJson),
});

/** What is inconsistent in an output record whose fields are well-formed. */
function faultOf(output: OutputRecord): string | undefined {
  const first = output.files.at(0);
  if (output.form === 'file') {
    const single =
      output.files.length === 1 && first?.path === '' && first.sha256 === output.sha256;
    if (!single) return 'an output of one file must have one record with an empty path';
  } else {
    const outside = output.files.find(({path}) => !isInside(path));
    if (outside) return `the path ${JSON.stringify(outside.path)} leaves its folder`;
    if (hasConflict(output.files)) return 'two files cannot stand at one place';
    if (treeHash(output.files) !== output.sha256)
      return 'the hash of the tree does not fit its files';
  }
  const bytes = output.files.reduce((sum, file) => sum + file.bytes, 0);
  return bytes === output.bytes ? undefined : 'the size does not fit the files';
}

/** Two files of one path, or a file where another needs a folder. */
function hasConflict(files: readonly FileRecord[]): boolean {
  const paths = new Set(files.map(({path}) => path));
  return (
    paths.size < files.length || [...paths].some((path) => folders(path).some((f) => paths.has(f)))
  );
}

function folders(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** The hash of a tree: of the canonical JSON of its file records, ordered by path. */
export function treeHash(files: readonly FileRecord[]): string {
  return digest(files.map(({path, sha256, bytes}) => ({path, sha256, bytes})));
}

/** Every file that a manifest names, output by output. */
export function filesOf(manifest: Pick<Manifest, 'outputs'>): FileRecord[] {
  return Object.values(manifest.outputs).flatMap(({files}) => files);
}

/** One hash for all that a node made: equal exactly when all bytes are. */
export function outputsHash({outputs}: Pick<Manifest, 'outputs'>): string {
  return digest(
    Object.fromEntries(
      Object.entries(outputs).map(([name, {kind, form, sha256}]) => [name, {kind, form, sha256}]),
    ),
  );
}

export function serializeManifest(manifest: Manifest): string {
  return canonicalJson({
    ...manifest,
    outputs: Object.fromEntries(
      Object.entries(manifest.outputs).map(([name, output]) => [
        name,
        {...output, files: output.files.map((file) => ({...file}))},
      ]),
    ),
  });
}

/**
 * Reads a manifest that anyone may have written.
 *
 * @throws StoreError `STORE_MANIFEST_INVALID`; nothing that it names is touched.
 */
export function parseManifest(text: string, key: string): Manifest {
  // JSON.parse makes it a member like any other, and most code after it loses or obeys it.
  if (text.includes('"__proto__"')) throw invalidManifest(key, 'it names a prototype');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidManifest(key, 'it is not JSON', error);
  }
  const result = ManifestSchema.safeParse(value);
  if (!result.success) throw invalidManifest(key, firstIssue(result.error), result.error);
  if (result.data.key !== key) throw invalidManifest(key, `it names the key ${result.data.key}`);
  if (!keyFits(result.data)) throw invalidManifest(key, 'its key is not the hash of its preimage');
  return result.data;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues.at(0);
  return issue ? `${issue.path.join('.') || 'whole'}: ${issue.message}` : error.message;
}

/** Whether a manifest's key is the hash of its preimage, as it always is when we wrote it. */
export function keyFits(manifest: Pick<Manifest, 'key' | 'preimage'>): boolean {
  try {
    return digest(manifest.preimage) === manifest.key;
  } catch (error) {
    // Nested too deeply, or not well-formed: nothing that this program hashes.
    if (error instanceof RangeError) return false;
    throw error;
  }
}
