import type {Json} from '../system/json.ts';

/** The place and value that JSON cannot hold. */
export interface NotJson {
  readonly path: string;
  readonly received: unknown;
}

/** Finds what in `value` JSON would lose or change; members that are undefined count as absent. */
export function findNotJson(value: unknown, path = ''): NotJson | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : {path, received: value};
  if (typeof value !== 'object') return {path, received: value};
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    return {path, received: value};
  }
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined && !Array.isArray(value)) continue;
    const found = findNotJson(member, path === '' ? name : `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}

/** Whether `value` is JSON as it stands. */
export const isJson = (value: unknown): value is Json => findNotJson(value) === undefined;

/** Whether `value` is a JSON object: neither null nor a list. */
export const isRecord = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
