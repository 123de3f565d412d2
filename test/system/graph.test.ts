import fc from 'fast-check';
import {DirectedGraph} from 'graphology';
import {topologicalGenerations, willCreateCycle} from 'graphology-dag';
import {describe, expect, it} from 'vitest';
import {ancestors, layers, reachable} from '../../src/system/graph.ts';

/** Random graphs without circles, their nodes in any order; `parents[i]` of node i lie before it. */
const graphs = fc
  .integer({min: 1, max: 12})
  .chain((size) =>
    fc.record({
      parents: fc.tuple(
        ...Array.from({length: size}, (_, node) =>
          node === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(node - 1)),
        ),
      ),
      order: fc.shuffledSubarray([...Array(size).keys()], {minLength: size}),
    }),
  )
  .map(({parents, order}) => {
    const byId = new Map(order.map((node) => [String(node), (parents[node] ?? []).map(String)]));
    const oracle = new DirectedGraph();
    for (const id of byId.keys()) oracle.addNode(id);
    for (const [id, above] of byId) for (const parent of above) oracle.addEdge(parent, id);
    return {ids: [...byId.keys()], parentsOf: (id: string) => byId.get(id) ?? [], oracle};
  });

describe('a graph without circles', () => {
  it('has the layers that graphology-dag finds', () => {
    fc.assert(
      fc.property(graphs, ({ids, parentsOf, oracle}) => {
        const found = layers(ids, parentsOf);
        const generations = topologicalGenerations(oracle);
        const expected = generations.flatMap((names, depth) =>
          names.map((id) => [id, depth] as const),
        );
        expect(new Map([...found].sort())).toEqual(new Map(expected.sort()));
      }),
    );
  });

  it('has the ancestors from which graphology-dag finds a path', () => {
    fc.assert(
      fc.property(graphs, ({ids, parentsOf, oracle}) => {
        for (const id of ids) {
          // An edge back from `id` closes a circle where there is a path to it.
          const above = ids.filter((other) => other !== id && willCreateCycle(oracle, id, other));
          expect([...ancestors(id, parentsOf)].sort()).toEqual(above.sort());
          expect([...reachable([id], parentsOf)].sort()).toEqual([id, ...above].sort());
        }
      }),
    );
  });
});

describe('of a graph with a circle', () => {
  const parents: Readonly<Record<string, readonly string[]>> = {
    a: ['c'],
    b: ['a'],
    c: ['b'],
    d: ['c'],
  };
  const parentsOf = (id: string) => parents[id] ?? [];

  it('the layers are found all the same', () => {
    expect([...layers(['a', 'b', 'c', 'd'], parentsOf).keys()].sort()).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('no node is its own ancestor', () => {
    expect([...ancestors('a', parentsOf)].sort()).toEqual(['b', 'c']);
  });
});

it('a long chain, last node first, does not exhaust the stack', () => {
  const ids = Array.from({length: 50_000}, (_, place) => String(place));
  const parentsOf = (id: string) => (id === '0' ? [] : [String(Number(id) - 1)]);
  expect(layers(ids.toReversed(), parentsOf).get('49999')).toBe(49_999);
  expect(ancestors('49999', parentsOf).size).toBe(49_999);
});

it('a parent that was not asked about does not count', () => {
  expect(layers(['b'], () => ['a'])).toEqual(new Map([['b', 0]]));
});
