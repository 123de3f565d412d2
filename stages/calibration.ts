import {chosenDevice} from '../src/compute/engine/identity.ts';
import {loadEngine} from '../src/compute/engine/load.ts';
import {randomStream} from '../src/compute/random.ts';
import {buildModel} from '../src/models/build.ts';
import {AnyModelSpec, families} from '../src/models/families/index.ts';
import type {ListedFamily} from '../src/models/family.ts';
import {basinSgd} from '../src/theory/basin-sgd.ts';
import {basinsOnLine} from '../src/theory/two-basins.ts';
import type {TrainingData} from '../src/training/data.ts';
import {GraphLearner} from '../src/training/graph-learner.ts';
import {secondsPerImage} from '../src/training/guess.ts';
import {TrainingPlan} from '../src/training/plan.ts';
import sgd from '../src/training/optimisers/sgd.ts';
import {Run} from '../src/training/run.ts';

/**
 * Times what stages spend their time in, for the forecast of a run: for each name among its arguments, measured
 * time over what is declared. What it finds is in no key. It trains networks of the size of the `quick` profile on
 * noise, since how long a step takes does not depend on what it learns.
 */
const TIMED_SECONDS = 0.4;
const SEED = 1;

/** Seconds that a call of `work` takes, once it is warm. */
function time(work: () => void): number {
  work();
  const start = performance.now();
  let [calls, elapsed] = [0, 0];
  while (elapsed < TIMED_SECONDS) {
    work();
    calls++;
    elapsed = (performance.now() - start) / 1000;
  }
  return elapsed / calls;
}

async function paceOfTraining({timed}: ListedFamily): Promise<number> {
  const {batchSize, averaging, shape} = timed;
  const spec = AnyModelSpec.parse(timed.model);
  const plan = TrainingPlan.parse({
    learningRate: 1e-3,
    batchSize,
    trainSize: 1000,
    limits: {epochs: 1e9},
    history: {everyEpochs: 1e9},
    evaluationSize: 100,
  });
  const data = noise(plan.trainSize, shape);
  const model = await buildModel(spec, shape, data.classes);
  await loadEngine();
  const learner = new GraphLearner({model, data, plan, optimiser: sgd(plan), seed: SEED});
  const run = new Run({plan, data, seed: SEED, learner});
  const steps = 5;
  const seconds = time(() => {
    for (let step = 0; step < steps; step++) run.advance();
  });
  learner.dispose();
  const declared = secondsPerImage({model: spec, batchSize, averaging}, chosenDevice());
  return seconds / (steps * batchSize * declared);
}

function noise(count: number, shape: ListedFamily['timed']['shape']): TrainingData {
  const classes = 10;
  const stream = randomStream(SEED, 'calibration');
  const few = Int32Array.from({length: 100}, (_, index) => index);
  const pixels = shape.reduce((product, length) => product * length, count);
  return {
    images: Float32Array.from({length: pixels}, () => stream.uniform()),
    labels: Int32Array.from({length: count}, () => stream.integer(classes)),
    inputShape: shape,
    classes,
    trainSize: count,
    sets: {train: few, validation: few, test: few, noisy: few, clean: few},
  };
}

/** A chain's step of the simulations at S = 4 on the machine that stages declare their times for [s]. */
const SECONDS_PER_CHAIN_STEP = 7.7e-8;

function paceOfSimulation(): number {
  const [chains, steps] = [64, 500];
  const options = {
    learningRate: 0.01,
    batchSize: 4,
    gradientVariance: 230,
    examples: 256,
    law: 'normal',
    chains,
  } as const;
  const run = basinSgd(basinsOnLine, options, randomStream(SEED, 'chains'));
  const seconds = time(() => run.advance(steps));
  return seconds / (steps * chains * SECONDS_PER_CHAIN_STEP);
}

const pace: Record<string, number> = {};
for (const name of process.argv.slice(2)) {
  if (name in families) pace[name] = await paceOfTraining(families[name]);
  else if (name === 'plain') pace[name] = paceOfSimulation();
}
process.stdout.write(JSON.stringify(pace));
