/** JSON, as `JSON.parse` gives it. */
export type Json =
  null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** `Array.isArray` does not narrow a readonly array. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
