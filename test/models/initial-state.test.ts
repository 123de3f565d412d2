import {expect, test} from 'vitest';
import {buildModel} from './build-model.ts';
import {initialState} from '../../src/models/model.ts';

const mlp = (width: number) => {
  const initialisation = {kind: 'he-normal'} as const;
  return buildModel(
    {family: 'mlp', depth: 2, width, batchNorm: false, initialisation},
    [28, 28, 1],
    10,
  );
};

test('cells of one model and seed share one draw, others do not', () => {
  const state = initialState(mlp(8), 1);
  expect(initialState(mlp(8), 1)).toBe(state);
  expect(initialState(mlp(8), 2)).not.toEqual(state);
  expect(initialState(mlp(9), 1)).not.toEqual(state);
});

test('what was drawn too long ago is drawn again, and is the same', () => {
  const state = initialState(mlp(8), 1);
  // 13 MB each: more than is kept.
  for (let seed = 0; seed < 6; seed++) initialState(mlp(1500), seed);
  const again = initialState(mlp(8), 1);
  expect(again).not.toBe(state);
  expect(again).toEqual(state);
});
