import {sha256} from './hash.ts';

const HEAD = 64;

/** The text of a cache file that this program alone writes: a hash, then JSON that has it. */
export function sealJson(value: object): string {
  const text = JSON.stringify(value);
  return `${sha256(text)}\n${text}`;
}

/**
 * What {@link sealJson} was given; undefined for any other text. The hash stands in for a schema, which would take
 * longer than what the cache saves: what has it is whole, and a number in it tells formats apart.
 */
export function unsealJson(text: string): unknown {
  const json = text.slice(HEAD + 1);
  return text.slice(0, HEAD) === sha256(json) ? JSON.parse(json) : undefined;
}
