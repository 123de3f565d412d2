import type {Json} from '../system/json.ts';

/** The place and value that JSON cannot hold. */
export interface NotJson {
  readonly path: string;
  readonly received: unknown;
}

/** Finds what in `value` JSON would lose or change; members that are undefined count as absent. */
export function findNotJson(value: unknown, path = ''): NotJson | undefined {
  if (!isContainer(value))
    return copyJson(value) === undefined ? {path, received: value} : undefined;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined && !Array.isArray(value)) continue;
    const place = path === '' ? name : `${path}.${name}`;
    if (name === PROTOTYPE) return {path: place, received: member};
    const found = findNotJson(member, place);
    if (found) return found;
  }
  return undefined;
}

/**
 * A copy of `value` as JSON gives it back; undefined where it would lose or change something, which
 * {@link findNotJson} finds.
 */
export function copyJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no −0.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (!isContainer(value)) return undefined;
  return Array.isArray(value) ? copyList(value) : copyMembers(value);
}

function copyList(list: readonly unknown[]): Json | undefined {
  const copy: Json[] = [];
  for (const member of list) {
    const made = copyJson(member);
    if (made === undefined) return undefined;
    copy.push(made);
  }
  return copy;
}

function copyMembers(value: object): Json | undefined {
  const copy: Record<string, Json> = {};
  for (const name of Object.keys(value)) {
    const member: unknown = Reflect.get(value, name);
    if (member === undefined) continue;
    const made = name === PROTOTYPE ? undefined : copyJson(member);
    if (made === undefined) return undefined;
    copy[name] = made;
  }
  return copy;
}

/** Most code loses or obeys a member of this name. */
const PROTOTYPE = '__proto__';

/** Whether it is a list or a plain object. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether `value` is a JSON object: neither null nor a list. */
export const isRecord = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
