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
 * cannot hold. Looks at each part once, and no deeper than it may be; undefined when all is well.
 */
export function faultOfJson(value: unknown, {depth, values}: JsonLimits): string | undefined {
  let count = 0;
  const faultAt = (part: unknown, deep: number): string | undefined => {
    if (deep > depth) return 'it is nested too deep';
    if (++count > values) return 'it holds too much';
    if (!isHashable(part)) return 'it holds what canonical JSON cannot';
    if (typeof part !== 'object' || part === null) return undefined;
    for (const [name, member] of Object.entries(part)) {
      if (!name.isWellFormed()) return 'it holds what canonical JSON cannot';
      const fault = faultAt(member, deep + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  return faultAt(value, 0);
}

const isHashable = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed()
    : typeof value !== 'number' || Number.isFinite(value);
