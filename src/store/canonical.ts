import {createHash} from 'node:crypto';
import type {Json} from './types.ts';

/**
 * Canonical JSON (RFC 8785): object keys in the order of their UTF-16 code units, no white space,
 * ECMAScript numbers. Equal values have equal text, so the text can be hashed.
 *
 * @throws RangeError for what JSON cannot hold: NaN, ±Infinity, half of a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  let text = '';
  write(value, (piece) => (text += piece));
  return text;
}

/** Tells the canonical JSON of `value` piece by piece. */
function write(value: Json, put: (piece: string) => void): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`JSON has no ${value}; use null.`);
  }
  if (typeof value === 'string') put(canonicalText(value));
  else if (value === null || typeof value !== 'object') put(JSON.stringify(value));
  else if (isList(value)) writeList(value, put);
  else writeObject(value, put);
}

function writeList(list: readonly Json[], put: (piece: string) => void): void {
  put('[');
  for (const [index, member] of list.entries()) {
    if (index > 0) put(',');
    write(member, put);
  }
  put(']');
}

function writeObject(object: Readonly<Record<string, Json>>, put: (piece: string) => void): void {
  put('{');
  for (const [index, name] of Object.keys(object).sort().entries()) {
    if (index > 0) put(',');
    put(`${canonicalText(name)}:`);
    write(object[name], put);
  }
  put('}');
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function canonicalText(text: string): string {
  if (LONE_SURROGATE.test(text)) {
    throw new RangeError(`JSON has no ${JSON.stringify(text)}: half of a surrogate pair.`);
  }
  return JSON.stringify(text);
}

/** `Array.isArray` does not narrow a readonly array. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** So much text [characters] is hashed at a time. */
const CHUNK = 2 ** 14;

/** The hash of a value: of its canonical JSON, which is never held whole. */
export function digest(value: Json): string {
  const hash = createHash('sha256');
  let text = '';
  write(value, (piece) => {
    text += piece;
    if (text.length < CHUNK) return;
    hash.update(text);
    text = '';
  });
  return hash.update(text).digest('hex');
}
