import {mean, quantileSorted} from 'simple-statistics';
import {expect, test} from 'vitest';
import type {RandomStream} from '../../src/compute/random.ts';
import {correlationTest, partialSpearman, spearman} from '../../src/stats/rank-correlation.ts';
import {atMost, draws, rejectionRate} from './simulate.ts';

const cells = [0.005, 0.01, 0.02, 0.03, 0.05].flatMap((learningRate) =>
  [50, 100, 200, 500, 1000].map((batchSize) => ({learningRate, batchSize})),
);
const logN = cells.map(({learningRate, batchSize}) => Math.log(learningRate / batchSize));
const logLearningRate = cells.map(({learningRate}) => Math.log(learningRate));
const logBatchSize = cells.map(({batchSize}) => Math.log(batchSize));

/** One seed: its outcome falls with log n at a slope of its own, with noise in every cell. */
const oneSeed = (stream: RandomStream, slope: number, tilt: number) => {
  const own = slope + tilt * stream.normal();
  return spearman(
    logN,
    logN.map((x) => own * x + 0.3 * stream.normal()),
  );
};

test.each([0, 0.1])('without a trend (seeds tilt by %d) none is found', (tilt) => {
  const rate = rejectionRate(`null ${tilt}`, 3000, (stream) => {
    const found = correlationTest(
      draws(3, () => oneSeed(stream, 0, tilt)),
      25,
    );
    return (found?.pBelow ?? 1) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, 3000));
});

test('a plain trend is found with three seeds', () => {
  const power = rejectionRate('trend', 500, (stream) => {
    const found = correlationTest(
      draws(3, () => oneSeed(stream, -0.3, 0.05)),
      25,
    );
    return (found?.pBelow ?? 1) <= 0.05;
  });
  expect(power).toBeGreaterThan(0.99);
});

test('its interval holds the truth where a bootstrap over seeds does not', () => {
  const truth = Math.tanh(
    mean(rejectionValues('truth', 8000, (stream) => Math.atanh(oneSeed(stream, -0.2, 0.2)))),
  );
  const covered = {student: 0, bootstrap: 0};
  rejectionValues('coverage', 600, (stream) => {
    const rho = draws(3, () => oneSeed(stream, -0.2, 0.2));
    const resampled = draws(200, () => mean(draws(3, () => rho[stream.integer(3)])));
    resampled.sort((a, b) => a - b);
    const [low, high] = correlationTest(rho, 25)?.interval ?? [NaN, NaN];
    if (low <= truth && truth <= high) covered.student++;
    if (quantileSorted(resampled, 0.025) <= truth && truth <= quantileSorted(resampled, 0.975)) {
      covered.bootstrap++;
    }
    return 0;
  });
  expect(covered.student / 600).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.05 * 0.95) / 600));
  expect(covered.bootstrap / 600).toBeLessThan(0.8);
});

const rejectionValues = (
  name: string,
  replicates: number,
  value: (stream: RandomStream) => number,
) => {
  const values: number[] = [];
  rejectionRate(name, replicates, (stream) => {
    values.push(value(stream));
    return false;
  });
  return values;
};

test.each([
  {what: 'the learning rate alone', drives: logLearningRate, alone: logLearningRate},
  {what: 'the batch size alone', drives: logBatchSize.map((x) => -x), alone: logBatchSize},
])('where $what drives the outcome, n adds nothing to it', ({drives, alone}) => {
  const rate = rejectionRate('alone', 1000, (stream) => {
    const found = correlationTest(
      draws(4, () =>
        partialSpearman(
          logN,
          drives.map((x) => x + 0.5 * stream.normal()),
          alone,
        ),
      ),
      25,
    );
    return (found?.pAbove ?? 1) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, 1000));
});

test('where n drives the outcome, it orders it beyond either alone', () => {
  for (const alone of [logLearningRate, logBatchSize]) {
    const power = rejectionRate('beyond', 300, (stream) => {
      const found = correlationTest(
        draws(4, () =>
          partialSpearman(
            logN,
            logN.map((x) => x + 0.5 * stream.normal()),
            alone,
          ),
        ),
        25,
      );
      return (found?.pAbove ?? 1) <= 0.05;
    });
    expect(power).toBeGreaterThan(0.99);
  }
});

test('perfect order in every seed is finite and strong', () => {
  const found = correlationTest([-1, -1, -1, -1], 10);
  expect(found?.mean).toBeLessThan(-0.98);
  expect(found?.pBelow).toBeLessThan(0.001);
  expect(found?.pBelow).toBeGreaterThan(0);
});

test('an outcome that does not vary has no rank correlation', () => {
  expect(correlationTest([spearman([1, 2, 3], [1, 1, 1]), 0.5], 3)).toBeUndefined();
});
