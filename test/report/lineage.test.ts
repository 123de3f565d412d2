import {describe, expect, it} from 'vitest';
import {ancestryOf, byStage} from '../../src/report/lineage/ancestry.ts';
import {stageGraph} from '../../src/report/lineage/stage-graph.ts';
import {inventedInput} from './fixtures/invented.ts';

const {lineage} = inventedInput;

describe('ancestryOf', () => {
  const {key, stages} = ancestryOf(lineage, 'summarize/E1');

  it('gathers all ancestors by stage, and not the node itself', () => {
    expect(stages.map(({stage, nodes}) => [stage, nodes])).toEqual([
      ['acquire-data', 1],
      ['train', 75],
      ['measure-curvature', 75],
    ]);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says which values each parameter took, and the environment', () => {
    const train = stages.find(({stage}) => stage === 'train');
    const values = new Map(train?.parameters.map(({name, values}) => [name, values]));
    expect(values.get('learningRate')).toBe('0.005, 0.01, 0.02, 0.03, 0.05');
    expect(values.get('target.trainLoss')).toBe('0.1');
    expect(train?.environment).toBe('device cpu, tensorflow 2.21.0');
  });

  it('does not hide that a node is not in the lineage', () => {
    expect(ancestryOf(lineage, 'summarize/E9')).toEqual({
      node: 'summarize/E9',
      key: 'unknown',
      stages: [],
      raw: [],
    });
  });

  it('counts what did not finish', () => {
    const half = lineage.map((node, place) => ({...node, finished: place % 2 === 0}));
    for (const {nodes, finished} of byStage(half)) expect(finished).toBeLessThanOrEqual(nodes);
  });
});

it('folds the nodes into stages, each right of all that it reads', () => {
  const {boxes, edges} = stageGraph(lineage);
  const layer = new Map(boxes.map((box) => [box.stage, box.layer]));
  for (const {from, to} of edges) expect(layer.get(from)).toBeLessThan(layer.get(to) ?? 0);
  expect(edges).toContainEqual({from: 'train', to: 'summarize'});
  const places = boxes.map(({layer: column, place}) => `${column}/${place}`);
  expect(new Set(places).size).toBe(boxes.length);
});
