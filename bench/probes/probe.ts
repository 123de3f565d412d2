/**
 * One process of ours: probes a checkpoint again and again on one thread, as the stage
 * `measure-curvature` does (see ../compute/serve.ts).
 *
 *   probe.ts FOLDER product|gradient [BATCHES]
 *   probe.ts FOLDER eigenvalue RESIDUAL
 */
import {loadEngine} from '../../src/compute/engine/load.ts';
import {randomStream} from '../../src/compute/random.ts';
import {lanczos} from '../../src/curvature/lanczos.ts';
import {lossSurface} from '../../src/curvature/loss-surface.ts';
import {gaussian} from '../../src/curvature/vectors.ts';
import {serve} from '../compute/serve.ts';
import {readCheckpoint} from './checkpoint.ts';

const [folder, what, given = '1'] = process.argv.slice(2);
const {model, state, examples} = await readCheckpoint(folder);
await loadEngine();
const open = (batches = 1) => {
  const batchSize = examples.labels.length / batches;
  return lossSurface(model, state, examples, {batchSize, mode: 'evaluation'});
};

let starts = 0;
let first: number | undefined;
/** λ_max from another random vector each time; the graph is compiled from the second time on. */
function eigenvalue(): void {
  const surface = open();
  const options = {largest: 1, smallest: 0, tolerance: Number(given), maxIterations: 100};
  const {largest, iterations} = lanczos(surface.hessian, randomStream(starts++), options);
  surface.dispose();
  const [{value, converged}] = largest;
  // What another start found is told where it is something else.
  const isOther = first === undefined || Math.abs(value / first - 1) > 2 * options.tolerance;
  first ??= value;
  if (isOther || !converged)
    process.stderr.write(
      `  ours: λ_max ${value.toPrecision(5)}${converged ? '' : ' (not converged)'}, ${iterations} products\n`,
    );
}

function worker(): () => void {
  if (what === 'eigenvalue') return eigenvalue;
  const surface = open(Number(given));
  if (what === 'gradient') return () => surface.lossAndGradient();
  const v = gaussian(surface.dimension, randomStream(1));
  return () => surface.hessian.apply(v);
}

const work = worker();
work();
await serve(() => {
  work();
  return 1;
});
