import {HASH} from '../system/hash.ts';
import {isMembers} from '../system/json.ts';
import {
  faultOf,
  FORMAT,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_NAME,
  NAME,
  OUTPUT_NAME,
} from './manifest-schema.ts';
import {MAX_PATH} from './paths.ts';
import type {FileRecord, Manifest, OutputRecord} from './types.ts';

/**
 * Whether JSON is a manifest, told in a fraction of the time that `ManifestSchema` takes: a plan reads one for every cell.
 * True only of what the schema takes as it stands; of the rest it decides, and says what is wrong.
 */
export function isManifest(value: unknown): value is Manifest {
  if (!isMembers(value) || Object.keys(value).length !== 7) return false;
  const {format, key, node, stage, outputs, preimage, provenance} = value;
  return (
    format === FORMAT &&
    isHash(key) &&
    isName(node) &&
    isName(stage) &&
    preimage !== undefined &&
    isMembers(provenance) &&
    isMembers(outputs) &&
    Object.keys(outputs).every((name) => isOutputName(name) && isOutput(outputs[name]))
  );
}

function isOutput(value: unknown): value is OutputRecord {
  if (!isMembers(value) || Object.keys(value).length !== 5) return false;
  const {kind, form, sha256, bytes, files} = value;
  return (
    isName(kind) &&
    (form === 'file' || form === 'tree') &&
    isHash(sha256) &&
    isSize(bytes) &&
    Array.isArray(files) &&
    files.length <= MAX_FILES &&
    files.every(isFile) &&
    faultOf({kind, form, sha256, bytes, files}) === undefined
  );
}

function isFile(value: unknown): value is FileRecord {
  if (!isMembers(value) || Object.keys(value).length !== 3) return false;
  const {path, sha256, bytes} = value;
  return (
    typeof path === 'string' &&
    path.length <= MAX_PATH &&
    isHash(sha256) &&
    isSize(bytes) &&
    bytes <= MAX_FILE_BYTES
  );
}

const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_NAME && NAME.test(value);

const isOutputName = (name: string) => name.length <= MAX_NAME && OUTPUT_NAME.test(name);

const isSize = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
