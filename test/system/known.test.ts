import {expect, test} from 'vitest';
import {familyOf} from '../../src/models/families/index.ts';
import {known} from '../../src/system/known.ts';

const index = {code: 'TREE_UNKNOWN', kind: 'tree', file: 'trees.ts', entries: {oak: 1, elm: 2}};

test('a name finds its entry', () => {
  expect(known(index, 'elm')).toBe(2);
});

test.each(['ash', 'toString'])('%s is not there; what is, is said', (name) => {
  expect(() => known(index, name)).toThrow(
    expect.objectContaining({
      code: 'TREE_UNKNOWN',
      message: `there is no tree ${name}; there are oak, elm`,
      received: name,
      next: 'Name one of these, or add it to trees.ts.',
    }),
  );
});

test('a model of an unknown family names those known', () => {
  expect(() => familyOf({family: 'transformer'})).toThrow(/there are mlp, resnet, vgg-11/);
});
