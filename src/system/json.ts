/** JSON, as `JSON.parse` gives it. */
export type Json =
  null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** `Array.isArray` does not narrow a readonly array. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value that `JSON.parse` gave is an object: neither null nor a list. */
export const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
    if (!isHashable(part)) return UNHASHABLE;
    if (typeof part !== 'object' || part === null) return undefined;
    if (isMembers(part)) {
      // Names alone: pairs of a name and a value would be as many lists.
      for (const name of Object.keys(part)) {
        const fault = isHashable(name) ? faultAt(part[name], deep + 1) : UNHASHABLE;
        if (fault !== undefined) return fault;
      }
    } else {
      for (const member of Object.values(part)) {
        const fault = faultAt(member, deep + 1);
        if (fault !== undefined) return fault;
      }
    }
    return undefined;
  };
  return faultAt(value, 0);
}

const UNHASHABLE = 'it holds what canonical JSON cannot';

const isHashable = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed()
    : typeof value !== 'number' || Number.isFinite(value);
