/**
 * λ_max, ‖H‖_F and trace of one checkpoint in batches of 64 images, on one thread: prints the time,
 * the peak of memory and what was found.
 *
 *   whole.ts FOLDER
 */
import {loadEngine} from '../../src/compute/engine/load.ts';
import {randomStream} from '../../src/compute/random.ts';
import {hutchinson} from '../../src/curvature/hutchinson.ts';
import {lanczos} from '../../src/curvature/lanczos.ts';
import {lossSurface} from '../../src/curvature/loss-surface.ts';
import {readCheckpoint} from './checkpoint.ts';

const {model, state, examples} = await readCheckpoint(process.argv[2]);
await loadEngine();
const start = performance.now();
const surface = lossSurface(model, state, examples, {batchSize: 64, mode: 'evaluation'});
const {largest, iterations, krylov} = lanczos(surface.hessian, randomStream(1), {
  largest: 1,
  smallest: 0,
  tolerance: 0.01,
  minIterations: 32,
  maxIterations: 60,
});
const {trace, frobenius, probes} = hutchinson(surface.hessian, randomStream(2), krylov, 8);
const seconds = (performance.now() - start) / 1000;
const peakMB = process.resourceUsage().maxRSS / 1024;
const estimated = ({value, standardError}: typeof trace) =>
  `${value.toPrecision(4)} ± ${standardError.toPrecision(2)}`;
const [{value, residual}] = largest;
process.stdout.write(
  `D = ${surface.dimension}, ${examples.labels.length} images: ${seconds.toFixed(0)} s, ${peakMB.toFixed(0)} MB\n` +
    `λ_max ${value.toPrecision(4)} (residual ${residual.toPrecision(2)}, ${iterations} products), ` +
    `‖H‖_F ${estimated(frobenius)}, trace ${estimated(trace)} (${probes} products)\n`,
);
