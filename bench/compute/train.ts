/** One process of ours: trains a case on one thread, the way the stage `train` does. */
import {loadEngine} from '../../src/compute/engine/load.ts';
import {buildModel} from '../../src/models/build.ts';
import {GraphLearner} from '../../src/training/graph-learner.ts';
import sgd from '../../src/training/optimisers/sgd.ts';
import {Run} from '../../src/training/run.ts';
import {cases} from './cases.ts';
import {sampleRun, seed} from './sample.ts';
import {serve} from './serve.ts';

const [name, batchSize] = process.argv.slice(2);
const chosen = cases.find((one) => one.name === name);
if (chosen === undefined) throw new RangeError(`There is no case ${name}.`);

const {plan, data} = await sampleRun(chosen.dataset, Number(batchSize));
const model = await buildModel(chosen.model, data.inputShape, data.classes);
await loadEngine();
const run = new Run({
  plan,
  data,
  seed,
  learner: new GraphLearner({model, data, plan, optimiser: sgd(plan), seed}),
});
run.advance();
await serve(() => {
  run.advance();
  return plan.batchSize;
});
