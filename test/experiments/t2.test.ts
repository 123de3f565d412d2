import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/t2/claims.ts';
import figures from '../../experiments/t2/figures.ts';
import study from '../../experiments/t2/study.ts';
import summary from '../../experiments/t2/summary.ts';
import {tables} from '../../experiments/t2/tables.ts';
import {describeStudy, readRows, runStudy} from './studies.ts';

const parameters = {
  ...{temperature: 0.5, learningRate: 0.05, batchSize: 2, times: [0.1, 0.2], cells: 120},
  ...{examples: 16, replicates: 2, chains: 100},
};

const {rows} = describeStudy({id: 'T2', claims, study, tables, summary, figures, parameters});

describe('the equation', () => {
  it('comes to rest at Gibbs, without current, and is solved to second order', () => {
    for (const {distance, current, order, dimension} of readRows(tables.rests, rows['rests'])) {
      expect(distance).toBeLessThan(1e-9);
      expect(current).toBeLessThan(1e-9);
      if (dimension === 1) expect(order).toBeCloseTo(2, 1);
      else expect(order).toBeNull();
    }
  });

  it('decays at last at the rate of its spectral gap', () => {
    const course = readRows(tables.relaxation, rows['relaxation']).filter(({time}) => time > 1);
    for (const [index, {time, distance, current, predicted}] of course.slice(1).entries()) {
      const before = course[index];
      const decay = Math.exp(-predicted * (time - before.time));
      if (distance < 1e-9) continue;
      expect(distance / before.distance / decay).toBeCloseTo(1, 2);
      expect(current / before.current / decay).toBeCloseTo(1, 1);
    }
  });

  it('has a density and a Gibbs density at every time, of the same mass', () => {
    const densities = readRows(tables.densities, rows['densities']);
    const last = densities.filter(({time}) => time === densities[densities.length - 1].time);
    for (const {density, gibbs} of last) expect(density).toBeCloseTo(gibbs, 6);
  });

  it('is as far from its own draws as their number says', () => {
    const many = runStudy(study, {...parameters, chains: 6400});
    const floorOf = (record: typeof many) =>
      readRows(tables.dynamics, record.rows['dynamics']).reduce((sum, {floor}) => sum + floor, 0);
    const ratio = floorOf({...many, rows}) / floorOf(many);
    expect(ratio).toBeGreaterThan(4);
    expect(ratio).toBeLessThan(16);
  });
});
