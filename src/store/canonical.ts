import {createHash} from 'node:crypto';
import type {Json} from './types.ts';

/**
 * Canonical JSON (RFC 8785): object keys in the order of their UTF-16 code units, no white space,
 * ECMAScript numbers. Equal values have equal text, so the text can be hashed.
 *
 * @throws RangeError for what JSON cannot hold: NaN, ±Infinity, half of a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`JSON has no ${value}; use null.`);
  }
  if (typeof value === 'string') return canonicalText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonicalText(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
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

/** The hash of a value: of its canonical JSON. */
export function digest(value: Json): string {
  return sha256(canonicalJson(value));
}
