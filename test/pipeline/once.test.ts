import {expect, test} from 'vitest';
import {once, onceAlike} from '../../src/pipeline/once.ts';
import {refusal} from './rig/refusal.ts';

interface Cell {
  readonly name: string;
  readonly rate: number;
}

test('what is asked for again is not made again', () => {
  const names: string[] = [];
  const made = once(
    ({name}: Cell) => name,
    (_, name) => names.push(name),
  );
  made({name: 'a', rate: 1});
  made({name: 'a', rate: 2});
  expect(names).toEqual(['a']);
});

test('two of one name that are not alike are refused, whichever comes first', () => {
  const made = onceAlike(
    ({name}: Cell) => name,
    ({rate}) => ({rate}),
    ({rate}) => rate,
  );
  expect(made({name: 'a', rate: 1})).toBe(1);
  expect(made({name: 'a', rate: 1})).toBe(1);
  expect(refusal(() => made({name: 'a', rate: 2}))).toMatchObject({
    code: 'NODE_DUPLICATE',
    cell: 'a',
    received: '{"rate":2}',
  });
});
