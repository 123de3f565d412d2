import canonicalize from 'canonicalize';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  asJson,
  keyOf,
  type Fingerprint,
  type MemberFingerprint,
} from '../../src/pipeline/fingerprint.ts';
import {parseFingerprint} from '../../src/pipeline/parse-fingerprint.ts';
import {canonicalJson} from '../../src/system/canonical-json.ts';
import type {Json} from '../../src/system/json.ts';

/** The reference implementation of RFC 8785; its declarations and its module disagree on the export. */
const reference: unknown = canonicalize;
const referenceJson = (value: unknown): unknown =>
  typeof reference === 'function' ? Reflect.apply(reference, undefined, [value]) : undefined;

const base: Fingerprint = {
  format: 1,
  code: 'c0',
  packages: 'p0',
  parameters: {rate: 0.1, grid: {batch: [50, 100]}},
  inputs: {
    data: {kind: 'dataset', sha256: 'd0'},
    runs: {
      kind: 'run',
      members: [
        ['train/1', 'r1'],
        ['train/2', null],
      ],
    },
  },
  outputs: {out: 'text (file)'},
  seed: 7,
  environment: {engine: '2.21'},
};

const members = (list: MemberFingerprint[]): Partial<Fingerprint> => ({
  inputs: {...base.inputs, runs: {kind: 'run', members: list}},
});

test('canonical JSON is that of the reference implementation', () => {
  const {json} = fc.letrec<{json: Json}>((tie) => ({
    json: fc.oneof(
      {depthSize: 'small'},
      fc.constantFrom(null, true, false),
      fc.string({unit: 'binary'}),
      fc.double({noNaN: true, noDefaultInfinity: true}),
      fc.array(tie('json')),
      fc.dictionary(fc.string({unit: 'binary'}), tie('json')),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(value)).toBe(referenceJson(value));
    }),
  );
});

describe('a key', () => {
  test('does not depend on the order in which things are said', () => {
    const reversed = Object.fromEntries(Object.entries(base).reverse());
    expect(keyOf({...base, ...reversed})).toBe(keyOf(base));
    expect(keyOf({...base, parameters: {grid: {batch: [50, 100]}, rate: 0.1}})).toBe(keyOf(base));
  });

  test.each<[string, Partial<Fingerprint>]>([
    ['code', {code: 'c1'}],
    ['packages', {packages: 'p1'}],
    ['parameters', {parameters: {...base.parameters, rate: 0.05}}],
    ['the content of an input', {inputs: {...base.inputs, data: {kind: 'dataset', sha256: 'd1'}}}],
    ['the kind of an input', {inputs: {...base.inputs, data: {kind: 'other', sha256: 'd0'}}}],
    [
      'a member that was missing',
      members([
        ['train/1', 'r1'],
        ['train/2', 'r2'],
      ]),
    ],
    ['a member left out', members([['train/1', 'r1']])],
    [
      'the order of members',
      members([
        ['train/2', null],
        ['train/1', 'r1'],
      ]),
    ],
    [
      'what is said of a member',
      members([
        ['train/1', 'r1', {rate: 0.1}],
        ['train/2', null],
      ]),
    ],
    ['outputs', {outputs: {...base.outputs, more: 'text (file)'}}],
    ['seed', {seed: 8}],
    ['environment', {environment: {engine: '2.22'}}],
    ['lineage', {lineage: {'train/1': 'l0'}}],
  ])('changes with %s', (_, change) => {
    expect(keyOf({...base, ...change})).not.toBe(keyOf(base));
  });

  test('is the hash of this text', () => {
    expect(canonicalJson(asJson(base))).toBe(
      '{"code":"c0","environment":{"engine":"2.21"},"format":1,"inputs":{"data":{"kind":"dataset","sha256":"d0"},"runs":{"kind":"run","members":[["train/1","r1"],["train/2",null]]}},"outputs":{"out":"text (file)"},"packages":"p0","parameters":{"grid":{"batch":[50,100]},"rate":0.1},"seed":7}',
    );
  });
});

test('a preimage is read back, and what is not of this format is none', () => {
  expect(parseFingerprint(asJson(base))).toEqual(base);
  const lineage = {...base, lineage: {'train/1': 'l0'}};
  expect(parseFingerprint(asJson(lineage))).toEqual(lineage);
  const said = {...base, ...members([['train/1', 'r1', {rate: 0.1}]])};
  expect(parseFingerprint(asJson(said))).toEqual(said);
  expect(parseFingerprint({...base, inputs: {}, format: 2})).toBeUndefined();
  expect(parseFingerprint(undefined)).toBeUndefined();
});
