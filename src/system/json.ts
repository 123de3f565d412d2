/** JSON, as `JSON.parse` gives it. */
export type Json =
  null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** `Array.isArray` does not narrow a readonly array. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** How much JSON is taken from anyone. */
export interface JsonLimits {
  readonly depth: number;
  /** Members, elements and the values themselves. */
  readonly values: number;
}

/**
 * What keeps a value that `JSON.parse` gave from being hashed and handled: too much of it, or what canonical JSON
 * cannot hold. Looks at each part once, without recursion; undefined when all is well.
 */
export function faultOfJson(value: unknown, {depth, values}: JsonLimits): string | undefined {
  let level: unknown[] = [value];
  let count = 0;
  for (let deep = 0; level.length > 0; deep++) {
    if (deep > depth) return 'it is nested too deep';
    count += level.length;
    if (count > values) return 'it holds too much';
    const next: unknown[] = [];
    for (const each of level) {
      if (!isHashable(each)) return 'it holds what canonical JSON cannot';
      if (typeof each !== 'object' || each === null) continue;
      for (const [name, member] of Object.entries(each)) {
        if (!name.isWellFormed()) return 'it holds what canonical JSON cannot';
        next.push(member);
      }
    }
    level = next;
  }
  return undefined;
}

const isHashable = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed()
    : typeof value !== 'number' || Number.isFinite(value);
