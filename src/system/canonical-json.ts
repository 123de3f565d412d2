import {sha256} from './hash.ts';
import {isList, type Json} from './json.ts';

/**
 * Canonical JSON (RFC 8785): object keys in the order of their UTF-16 code units, no white space,
 * ECMAScript numbers. Equal values have equal text, so the text can be hashed.
 *
 * @throws RangeError for what JSON cannot hold: NaN, ±Infinity, half of a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  const disordered = new Set<object>();
  return isInOrder(value, disordered) ? JSON.stringify(value) : sorted(value, disordered);
}

/**
 * Whether `JSON.stringify` makes canonical JSON of it. Collects what is not in order; looks at every
 * part once, since a manifest may come from anyone, nested as deeply as it likes.
 */
function isInOrder(value: Json, disordered: Set<object>): boolean {
  if (typeof value === 'string') return assertWhole(value);
  if (typeof value === 'number') return assertFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  let inOrder = true;
  if (isList(value)) {
    for (const member of value) if (!isInOrder(member, disordered)) inOrder = false;
  } else {
    let last = '';
    for (const name of Object.keys(value)) {
      assertWhole(name);
      if (!isInOrder(value[name], disordered) || name < last) inOrder = false;
      last = name;
    }
  }
  if (!inOrder) disordered.add(value);
  return inOrder;
}

function sorted(value: Json, disordered: ReadonlySet<object>): string {
  if (typeof value !== 'object' || value === null || !disordered.has(value)) {
    return JSON.stringify(value);
  }
  // Texts are strung together, not joined: that would copy each as often as it is nested.
  let text = '';
  if (isList(value)) {
    for (const member of value) text += `${text && ','}${sorted(member, disordered)}`;
    return `[${text}]`;
  }
  for (const name of Object.keys(value).sort()) {
    text += `${text && ','}${JSON.stringify(name)}:${sorted(value[name], disordered)}`;
  }
  return `{${text}}`;
}

function assertFinite(value: number): true {
  if (!Number.isFinite(value)) throw new RangeError(`JSON has no ${value}; use null.`);
  return true;
}

function assertWhole(text: string): true {
  if (text.isWellFormed()) return true;
  throw new RangeError(`JSON has no ${JSON.stringify(text)}: half of a surrogate pair.`);
}

/** The hash of a value: of its canonical JSON. */
export function digest(value: Json): string {
  return sha256(canonicalJson(value));
}
