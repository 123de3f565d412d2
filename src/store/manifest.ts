import {z} from 'zod';
import {canonicalJson, digest} from '../system/canonical-json.ts';
import {sha256} from '../system/hash.ts';
import {faultOfJson, isMembers, type JsonLimits} from '../system/json.ts';
import {invalidManifest, otherFormat, StoreError, unstorable} from './errors.ts';
import {isManifest} from './manifest-guard.ts';
import {FORMAT, ManifestSchema} from './manifest-schema.ts';
import type {FileRecord, Manifest, OutputRecord} from './types.ts';

/** A manifest is parsed as hostile, so everything in it has a limit. */
export const MAX_MANIFEST_BYTES = 8 * 2 ** 20;
const LIMITS: JsonLimits = {depth: 64, values: 400_000};
const MAX_OUTPUTS = 100;

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

/** How the preimage of a key names an output that its node must make: `outputs: {name: 'kind (form)'}`. */
export const wantedOutput = ({kind, form}: Pick<OutputRecord, 'kind' | 'form'>) =>
  `${kind} (${form})`;

/** Whether the outputs are those that the preimage names, where it names any. */
function outputsFit({outputs, preimage}: Pick<Manifest, 'outputs' | 'preimage'>): boolean {
  const wanted = isMembers(preimage) ? preimage['outputs'] : undefined;
  if (!isMembers(wanted)) return true;
  const kinds = Object.values(wanted);
  if (!kinds.every((kind) => typeof kind === 'string')) return true;
  const made = Object.entries(outputs);
  return (
    made.length === kinds.length &&
    made.every(([name, output]) => wantedOutput(output) === wanted[name])
  );
}

/** The text of a manifest: canonical JSON, with the hash of all that follows as its first member. */
export function serializeManifest(manifest: Manifest): string {
  const text = canonicalJson({
    ...manifest,
    outputs: Object.fromEntries(
      Object.entries(manifest.outputs).map(([name, output]) => [
        name,
        {...output, files: output.files.map((file) => ({...file}))},
      ]),
    ),
  });
  return `{"hash":"${sha256(text)}",${text.slice(1)}`;
}

const START = /^\{"hash":"([0-9a-f]{64})",/;

/**
 * Reads a manifest that anyone may have written.
 *
 * @throws StoreError `STORE_MANIFEST_INVALID`, `STORE_FORMAT_OLDER` or `STORE_FORMAT_NEWER`; nothing that it
 *   names is touched.
 */
export function parseManifest(text: string, key: string): Manifest {
  const [start, hash] = START.exec(text) ?? [];
  if (start === undefined) throw withoutHash(text, key);
  const body = `{${text.slice(start.length)}`;
  if (sha256(body) !== hash) throw invalidManifest(key, 'it does not have the hash that it names');
  const value = parseBounded(body, key);
  const {format} = value;
  if (typeof format === 'number' && format > FORMAT) throw otherFormat('STORE_FORMAT_NEWER', key);
  const manifest = isManifest(value) ? value : parseSlowly(value, key);
  if (manifest.key !== key) throw invalidManifest(key, `it names the key ${manifest.key}`);
  if (!keyFits(manifest)) throw invalidManifest(key, 'its key is not the hash of its preimage');
  if (!outputsFit(manifest))
    throw invalidManifest(key, 'its outputs are not those that its preimage names');
  return manifest;
}

/** Says what is wrong with it. */
function parseSlowly(value: unknown, key: string): Manifest {
  const result = ManifestSchema.safeParse(value);
  if (!result.success) throw invalidManifest(key, firstIssue(result.error), result.error);
  return result.data;
}

/** JSON that is no more than we handle, with few enough outputs. */
function parseBounded(text: string, key: string): Readonly<Record<string, unknown>> {
  // JSON.parse makes it a member like any other, and most code after it loses or obeys it.
  if (text.includes('"__proto__"')) throw invalidManifest(key, 'it names a prototype');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidManifest(key, 'it is not JSON', error);
  }
  const fault = faultOfJson(value, LIMITS);
  if (fault !== undefined) throw invalidManifest(key, fault);
  if (!isMembers(value)) throw invalidManifest(key, 'it has no members');
  const {outputs} = value;
  if (isMembers(outputs) && Object.keys(outputs).length > MAX_OUTPUTS)
    throw invalidManifest(key, 'it has too many outputs');
  return value;
}

/** Before format 2 manifests had no hash of their own. */
function withoutHash(text: string, key: string): StoreError {
  const old = z.looseObject({format: z.literal(1), key: z.literal(key)});
  try {
    if (old.safeParse(JSON.parse(text)).success) return otherFormat('STORE_FORMAT_OLDER', key);
  } catch (error) {
    return invalidManifest(key, 'it is not JSON', error);
  }
  return invalidManifest(key, 'it does not begin with its hash');
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues.at(0);
  return issue ? `${issue.path.join('.') || 'whole'}: ${issue.message}` : error.message;
}

/** All that could be a hash in a manifest that cannot be read otherwise. */
export const hashesIn = (text: string): ReadonlySet<string> => new Set(text.match(/[0-9a-f]{64}/g));

/**
 * Makes sure that what is about to be published can be read again.
 *
 * @throws StoreError `STORE_OUTPUT_INVALID`
 */
export function assertStorable(manifest: Manifest): void {
  const text = serializeManifest(manifest);
  if (Buffer.byteLength(text) > MAX_MANIFEST_BYTES)
    throw unstorable(manifest.node, `its manifest is larger than ${MAX_MANIFEST_BYTES} bytes`);
  try {
    parseManifest(text, manifest.key);
  } catch (error) {
    if (error instanceof StoreError) throw unstorable(manifest.node, error.message, error);
    throw error;
  }
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
