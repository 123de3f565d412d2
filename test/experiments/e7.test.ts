import {describe, expect, test} from 'vitest';
import e7 from '../../experiments/e7/design.ts';
import {profiles} from '../../experiments/profiles.ts';
import {randomStream} from '../../src/compute/random.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import summarizeE7 from '../../experiments/e7/summary.ts';
import {
  accuracies,
  estimateOf,
  observations,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

/**
 * Memorization grows with time, the faster the smaller n is; validation accuracy at a level is
 * 0.9 − level/5 + effect·log n, so that large n looks better at equal *time* in any case.
 */
function summarize(effect: number) {
  const stream = randomStream(7, 'e7', effect);
  const runs = [0.25, 0.5].flatMap((labelNoise) =>
    [1, 2, 4, 8, 16, 32].flatMap((scale) =>
      [1, 2, 3].map((seed) => {
        const history = Array.from({length: 21}, (_, epoch) => {
          const memorization = Math.min(1, 0.1 + (epoch / 20) * (1.2 - 0.02 * scale));
          const validation =
            0.9 - memorization / 5 + effect * Math.log(scale) + 0.002 * stream.normal();
          return row(epoch, accuracies({noisy: memorization, clean: 0.9, validation}));
        });
        const plan = {learningRate: scale / 100, batchSize: 50};
        return run(
          {labelNoise, momentum: 0, ...plan},
          seed,
          training({...plan, labelNoise}, {history}),
        );
      }),
    ),
  );
  return summarized('E7', summarizeE7, observations({runs}));
}

test('where n helps at equal memorization, it is found', () => {
  const summary = summarize(0.01);
  expect(estimateOf(summary, 'E7c', 'conditional-correlation').pSupports).toBeLessThan(0.02);
  expect(rowsOf(summary, 'e7-levels').length).toBeGreaterThan(20);
});

test('where n only slows memorization down, nothing is found', () => {
  const {value, pSupports} = estimateOf(summarize(0), 'E7c', 'conditional-correlation');
  expect(Math.abs(value ?? NaN)).toBeLessThan(0.4);
  expect(pSupports).toBeGreaterThan(0.02);
});

test('where n hurts at equal memorization, that is found', () => {
  const estimate = estimateOf(summarize(-0.01), 'E7d', 'conditional-correlation');
  expect(estimate.pContradicts).toBeLessThan(0.02);
});

test('panels without runs have no estimate, and say how many runs there were', () => {
  const summary = summarize(0.01);
  expect(estimateOf(summary, 'E7a', 'conditional-correlation')).toMatchObject({
    value: null,
    units: 0,
  });
  expect(summary.evidence[2].notes).toEqual([
    '18 of 18 runs memorized 20% of the random labels, 15 of them 90%.',
  ]);
});

/** Of six runs, one for each scale of n, whose single evaluations lie off their path by `jitter`, one up, one down. */
function jittered(jitter: number) {
  const runs = [1, 2, 4, 8, 16, 32].map((scale) => {
    const sign = Math.log2(scale) % 2 === 0 ? 1 : -1;
    const history = Array.from({length: 21}, (_, time) => {
      const memorization = 0.1 + 0.04 * time;
      const off = jitter * sign * (-1) ** time;
      const validation = 0.8 + 0.005 * Math.log2(scale) + off;
      return row(time, accuracies({noisy: memorization, clean: 0.9, validation}));
    });
    const plan = {learningRate: scale / 100, batchSize: 50, labelNoise: 0.25};
    return run({...plan, momentum: 0}, 1, training(plan, {history}));
  });
  return summarized('E7', summarizeE7, observations({runs}));
}

test('the accuracy at a level is the mean of neighbouring evaluations, which single ones hide', () => {
  const rows = rowsOf(jittered(0.009), 'e7-crossings');
  const at = (level: number, rate: number) =>
    rows.find((each) => each['level'] === level && each['learningRate'] === rate);
  // 0.1 + 0.04·5 is met at ηt = 5 on both paths: two up and one down, and the reverse.
  expect(at(0.3, 0.01)?.['rateTime']).toBeCloseTo(5, 9);
  expect(at(0.3, 0.01)?.['validationAccuracy']).toBeCloseTo(0.8 + 0.003, 9);
  expect(at(0.3, 0.02)?.['validationAccuracy']).toBeCloseTo(0.805 - 0.003, 9);
  // One step of n is worth 0.005: the mean moves by 0.003 at most and keeps the order, a single one by 0.009.
  const rhos = rowsOf(jittered(0.007), 'e7-levels').map(({rho}) => rho);
  expect(rhos.length).toBeGreaterThan(5);
  for (const rho of rhos) expect(rho).toBeCloseTo(1, 12);
});

describe.each(profiles)('at %s', (profile) => {
  const {runs} = e7.design(profile);
  const plans = runs.map(({plan}) => TrainingPlan.parse(plan));
  const panelOf = ({momentum, labelNoise}: TrainingPlan) => `${momentum} ${labelNoise}`;
  const panels = [...new Set(plans.map(panelOf))].map((name) =>
    plans.filter((plan) => panelOf(plan) === name),
  );

  test('each panel has six pairs with n over a factor of 16', () => {
    expect(panels).toHaveLength(4);
    for (const panel of panels) {
      const pairs = new Map(
        panel.map(({learningRate, batchSize}) => [
          `${learningRate} ${batchSize}`,
          learningRate / batchSize,
        ]),
      );
      expect(pairs.size).toBe(6);
      expect(Math.max(...pairs.values()) / Math.min(...pairs.values())).toBeCloseTo(16, 9);
    }
  });

  test('all runs have one ηt, momentum counted, and are evaluated at the same steps of it', () => {
    const times = plans.map(({limits, history, momentum}) => [
      ((limits.rateTime ?? NaN) / (1 - momentum)).toPrecision(9),
      ((history.everyRateTime ?? NaN) / (1 - momentum)).toPrecision(9),
    ]);
    expect(new Set(times.map(String)).size).toBe(1);
  });

  test('learning rates are among those that the assumptions say', () => {
    for (const {learningRate, momentum} of plans) {
      expect([0.005, 0.01, 0.02, 0.05, 0.1, 0.2]).toContain(learningRate);
      if (momentum > 0) expect(learningRate).toBeLessThanOrEqual(0.02);
    }
  });
});
