import {z} from 'zod';
import {digest} from '../system/canonical-json.ts';
import {HASH} from '../system/hash.ts';
import type {Json} from '../system/json.ts';
import {hasConflict, isInside, MAX_PATH} from './paths.ts';
import type {FileRecord, OutputRecord} from './types.ts';

export const MAX_FILES = 20_000;
export const MAX_FILE_BYTES = 2 ** 40;
export const MAX_NAME = 200;

/** Of the manifests of this version. */
export const FORMAT = 2;

export const NAME = /^[a-z][\w .:/=,+@()[\]-]*$/i;
export const OUTPUT_NAME = /^[a-z][\w-]*$/i;

const Name = z.string().max(MAX_NAME).regex(NAME);
export const Hash = z.string().regex(HASH);
const Bytes = z.int().min(0).max(MAX_FILE_BYTES);
/** It comes from `JSON.parse` and passed the limits. */
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

export const ManifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  key: Hash,
  node: Name.max(MAX_PATH),
  stage: Name,
  outputs: z.record(z.string().regex(OUTPUT_NAME).max(MAX_NAME), Output),
  preimage: AnyJson,
  provenance: z.record(z.string(), AnyJson),
});

/** What is inconsistent in an output record whose fields are well-formed. */
export function faultOf(output: OutputRecord): string | undefined {
  const first = output.files.at(0);
  if (output.form === 'file') {
    const single =
      output.files.length === 1 && first?.path === '' && first.sha256 === output.sha256;
    if (!single) return 'an output of one file must have one record with an empty path';
  } else {
    const outside = output.files.find(({path}) => !isInside(path));
    if (outside) return `the path ${JSON.stringify(outside.path)} cannot stand in a folder`;
    if (hasConflict(output.files)) return 'two files cannot stand at one place';
    if (treeHash(output.files) !== output.sha256)
      return 'the hash of the tree does not fit its files';
  }
  const bytes = output.files.reduce((sum, file) => sum + file.bytes, 0);
  return bytes === output.bytes ? undefined : 'the size does not fit the files';
}

/** The hash of a tree: of the canonical JSON of its file records, ordered by path. */
export function treeHash(files: readonly FileRecord[]): string {
  return digest(files.map(({path, sha256, bytes}) => ({path, sha256, bytes})));
}
