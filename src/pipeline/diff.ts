import type {StageCode} from './code/code.ts';
import type {Details} from './details.ts';
import type {Fingerprint, InputFingerprint, MemberFingerprint} from './fingerprint.ts';
import {isRecord} from './json.ts';
import type {KnownFingerprint} from './reasons.ts';
import {canonicalJson} from '../system/canonical-json.ts';
import {isList, type Json} from '../system/json.ts';

/** One difference between two fingerprints; `before` or `after` is absent where there was nothing. */
export interface Change {
  readonly field: keyof Fingerprint;
  /** The parameter, function, package, input, … */
  readonly name: string;
  readonly before?: Json;
  readonly after?: Json;
}

type Names = Readonly<Record<string, Json>>;

/** What differs, as small as it can be told; fields that `now` does not know yet are left out. */
export function diffFingerprints(
  last: Fingerprint,
  now: KnownFingerprint,
  code: StageCode,
  details: Details,
): readonly Change[] {
  return [
    ...diffHashed('code', last.code, now.code, details.get(last.code), code.symbols),
    ...diffHashed('packages', last.packages, now.packages, details.get(last.packages), code.locked),
    ...diffNames('parameters', flatten(last.parameters), flatten(now.parameters)),
    ...(now.inputs ? diffNames('inputs', inputNames(last.inputs), inputNames(now.inputs)) : []),
    ...diffNames('outputs', last.outputs, now.outputs),
    ...diffNames('seed', {seed: last.seed}, {seed: now.seed}),
    ...diffNames('environment', last.environment, now.environment),
    ...(now.lineage ? diffNames('lineage', last.lineage ?? {}, now.lineage) : []),
  ];
}

/** Names what is behind two hashes; where that is not known here, or equal, the hash itself differs. */
function diffHashed(
  field: 'code' | 'packages',
  before: string,
  after: string,
  old: Names | undefined,
  names: Names,
): readonly Change[] {
  if (before === after) return [];
  const changes = old ? diffNames(field, old, names) : [];
  return changes.length > 0 ? changes : [{field, name: field, before, after}];
}

function diffNames(field: Change['field'], before: Names, after: Names): readonly Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !same(before[name], after[name]))
    .map((name) => ({
      field,
      name,
      ...(name in before && {before: before[name]}),
      ...(name in after && {after: after[name]}),
    }));
}

/** `undefined` where a name is absent, whatever the types say. */
const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);

/** `{grid: {rate: 1}}` → `{'grid.rate': 1}`; lists stay whole. */
function flatten(value: Names, prefix = ''): Names {
  const flat: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) {
    if (isRecord(member) && Object.keys(member).length > 0) {
      Object.assign(flat, flatten(member, `${prefix}${name}.`));
    } else {
      flat[`${prefix}${name}`] = member;
    }
  }
  return flat;
}

/** Content hashes by the name of the input; of an input that takes many, by its members too. */
function inputNames(inputs: Readonly<Record<string, InputFingerprint>>): Names {
  const names: Record<string, Json> = {};
  for (const [name, input] of Object.entries(inputs)) {
    if ('sha256' in input) names[name] = input.sha256;
    else for (const member of input.members) Object.assign(names, memberNames(name, member));
  }
  return names;
}

function memberNames(input: string, [node, hash, about]: MemberFingerprint): Names {
  const name = `${input}: ${node}`;
  return {[name]: hash, ...(about !== undefined && flatten({about}, `${name} `))};
}

/** A change in the words of a person: `learningRate 0.1 → 0.05`, `src/lanczos.ts#lanczos changed`. */
export function describeChange({field, name, before, after}: Change): string {
  switch (field) {
    case 'code':
    case 'inputs':
    case 'lineage':
      return `${name} ${verb(before, after)}`;
    case 'packages':
      return version(before) === version(after)
        ? `${packageName(name)} ${version(before)}: other content`
        : `${packageName(name)} ${version(before)} → ${version(after)}`;
    case 'parameters':
    case 'outputs':
    case 'seed':
    case 'environment':
    case 'format':
      return isLongList(before) || isLongList(after)
        ? `${name} ${listChange(before, after)}`
        : `${name} ${show(before)} → ${show(after)}`;
  }
}

const listOf = (value: Json | undefined): readonly Json[] =>
  value !== undefined && isList(value) ? value : [];
const isLongList = (value: Json | undefined): boolean => listOf(value).length > 8;

/** What left a list and what came to it, the first of each by name. */
function listChange(before: Json | undefined, after: Json | undefined): string {
  const [old, now] = [listOf(before), listOf(after)];
  const names = (list: readonly Json[]) => new Set(list.map(canonicalJson));
  const [oldNames, nowNames] = [names(old), names(now)];
  const parts = [
    ['lost', old.filter((value) => !nowNames.has(canonicalJson(value)))],
    ['gained', now.filter((value) => !oldNames.has(canonicalJson(value)))],
  ] as const;
  const told = parts
    .filter(([, values]) => values.length > 0)
    .map(
      ([word, values]) =>
        `${word} ${values.length} (${show(values[0])}${values.length > 1 ? ', …' : ''})`,
    );
  return told.length > 0 ? told.join(', ') : 'in another order';
}

/** An input that was missing is there as null. */
function verb(before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (after === null) return 'is missing';
  return before === null ? 'is there again' : 'changed';
}

const packageName = (place: string): string => place.split('node_modules/').at(-1) ?? place;

/** `1.2.3 sha512-…` → `1.2.3`. */
const version = (locked: Json | undefined): string =>
  typeof locked === 'string' ? locked.split(' ')[0] : 'none';

function show(value: Json | undefined): string {
  if (value === undefined) return 'none';
  return typeof value === 'object' && value !== null && !isList(value)
    ? canonicalJson(value)
    : JSON.stringify(value).replaceAll('"', "'");
}
