import {describe, expect, test} from 'vitest';
import x7 from '../../experiments/x7/design.ts';
import {sizes} from '../../experiments/x7/sizes.ts';
import summarizeX7 from '../../experiments/x7/summary.ts';
import summarizeX8 from '../../experiments/x8/summary.ts';
import {randomStream} from '../../src/compute/random.ts';
import {planned} from '../../stages/summarize/about.ts';
import {
  curvature,
  estimateOf,
  observations,
  probe,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const seeds = [1, 2, 3, 4, 5, 6];

describe('X7', () => {
  const learningRate = 0.05;
  /** ηλ_max of full and of small batches in the last third; before it is anything. */
  const summarize = (full: number, small: number, converged = true) => {
    const runs = seeds.flatMap((seed) =>
      [1000, 50].map((batchSize) => {
        const plan = {learningRate, batchSize};
        return run(plan, seed, training(plan, {history: [row(9, {})]}));
      }),
    );
    const probes = runs.flatMap((at, index) =>
      [1 / 3, 2 / 3, 7 / 9, 1].map((share) => {
        const late = at.settings['batchSize'] === 50 ? small : full;
        const product = share > 0.7 ? late + 0.1 * Math.sin(index + share) : 30;
        const lambdaMax = {value: product / learningRate, residual: 0.1, converged};
        const found = {loss: 0.1, lambdaMax, iterations: 9};
        return probe('sharpness', at, `epoch-${share}`, found, {settings: {share}});
      }),
    );
    return summarized('X7', summarizeX7, observations({runs, probes}));
  };

  test('full batches near 2 and small ones below them support it', () => {
    const summary = summarize(2.1, 1);
    expect(estimateOf(summary, 'X7', 'edge').value).toBeCloseTo(0.1, 1);
    expect(estimateOf(summary, 'X7', 'edge').pSupports).toBeLessThan(0.001);
    expect(estimateOf(summary, 'X7', 'below').pSupports).toBeLessThan(0.001);
    expect(rowsOf(summary, 'x7-path')).toHaveLength(48);
  });

  test('it fails far from 2, and where small batches are not lower', () => {
    expect(estimateOf(summarize(1, 0.5), 'X7', 'edge').pContradicts).toBeLessThan(0.001);
    expect(estimateOf(summarize(2, 2), 'X7', 'below').pContradicts).toBeLessThan(0.001);
  });

  test('what did not converge is no number', () => {
    const summary = summarize(2, 1, false);
    expect(estimateOf(summary, 'X7', 'edge').units).toBe(0);
    expect(rowsOf(summary, 'x7-path')[0]).toMatchObject({lambdaMax: null, product: null});
  });

  test.each(['quick', 'standard', 'paper'] as const)(
    'looks at both after equal steps, at halves of their epochs, at %s',
    (profile) => {
      const {trainSize, steps, moments} = sizes.at[profile];
      const {runs} = planned(x7.design(profile));
      for (const {plan} of runs) {
        const epochs = plan.snapshotEpochs ?? [];
        expect(epochs).toHaveLength(moments);
        for (const epoch of epochs) expect(Number.isInteger(2 * epoch)).toBe(true);
        expect((epochs.at(-1) ?? NaN) * (trainSize / plan.batchSize)).toBe(steps);
      }
    },
  );
});

describe('X8', () => {
  /** Accuracy falls with the norm at equal n by `raw`, with the normalised norm by `normalised`. */
  const summarize = (raw: number, normalised: number) => {
    const stream = randomStream(8, 'x8', raw, normalised);
    const runs = seeds.flatMap((seed) =>
      [0.01, 0.02, 0.05].flatMap((learningRate) =>
        [50, 100, 200, 500].map((batchSize) => {
          const noise = Math.log(learningRate / batchSize);
          const own = {raw: stream.normal(), normalised: stream.normal()};
          const target = row(9, {
            train: {loss: 0.4 + 0.002 * stream.normal(), accuracy: 0.9},
            validation: {
              loss: 0.5,
              accuracy:
                0.8 +
                0.01 *
                  (noise + raw * own.raw + normalised * own.normalised + 0.3 * stream.normal()),
            },
          });
          const plan = {learningRate, batchSize};
          const result = {
            outcome: 'reached target' as const,
            target: {...target, trainLoss: 0.4},
            history: [target],
          };
          const norms = {
            frobenius: Math.exp(4 - noise + own.raw),
            normalised: Math.exp(2 - noise + own.normalised),
          };
          return {norms, at: run(plan, seed, training(plan, result))};
        }),
      ),
    );
    const lambdaMax = {value: 1, residual: 0, converged: true};
    const probes = runs.map(({at, norms}) => {
      const frobenius = {value: norms.normalised, standardError: 0.1};
      const found = curvature({
        frobenius: norms.frobenius,
        rescaled: {lambdaMax, iterations: 5, frobenius},
      });
      return probe('curvature', at, 'target', found);
    });
    return summarized('X8', summarizeX8, observations({runs: runs.map(({at}) => at), probes}));
  };

  test('norms that order accuracy at equal n support it', () => {
    const summary = summarize(-1, -1);
    for (const criterion of ['raw', 'normalised'])
      expect(estimateOf(summary, 'X8', criterion).pSupports).toBeLessThan(0.01);
    expect(rowsOf(summary, 'x8-ends')).toHaveLength(72);
    expect(rowsOf(summary, 'x8-correlations')).toHaveLength(36);
  });

  test('a norm that n alone ties to accuracy does not', () => {
    const {pSupports, method} = estimateOf(summarize(0, 0), 'X8', 'raw');
    expect(pSupports).toBeGreaterThan(0.05);
    expect(method).toMatch(/at least 10 pairs$/);
    // By itself it does, whatever is held fixed.
    const alone = rowsOf(summarize(0, 0), 'x8-correlations').filter(
      ({given, norm}) => given === 'nothing' && norm === 'frobenius',
    );
    for (const {rho} of alone) expect(Number(rho)).toBeLessThan(0);
  });

  test('both norms must', () => {
    expect(estimateOf(summarize(-1, 1), 'X8', 'normalised').pContradicts).toBeLessThan(0.001);
  });
});
