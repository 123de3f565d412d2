import {chosenDevice} from '../src/compute/engine/identity.ts';
import {AnyModelSpec} from '../src/models/families/index.ts';
import type {Resources, Upstream} from '../src/pipeline/define.ts';
import {kernelsOf, secondsPerImage, type Collection} from '../src/training/guess.ts';

/** How the images that a node reads were brought in, by the parameters of `acquire-data`. */
export function collectionOf(upstream: Upstream): Collection {
  const [{averaging, extent} = {}] = upstream('dataset');
  return {
    averaging: typeof averaging === 'number' ? averaging : 1,
    extent: extent === 'full' ? 'full' : 'sample',
  };
}

/** Reading a checkpoint and building graphs [s]. */
const START_SECONDS = 0.2;

/**
 * What a probe may take that passes `images` through the model of `run`, an input that is wired to a training.
 * Its images count as much as those of a training.
 */
export function probeCost(
  {images, batchSize}: {readonly images: number; readonly batchSize: number},
  run: string,
  upstream: Upstream,
): Pick<Resources, 'seconds' | 'kernels'> {
  const {data: model} = AnyModelSpec.safeParse(upstream(run).at(0)?.['model']);
  if (model === undefined) return {seconds: START_SECONDS};
  const {averaging} = collectionOf(upstream);
  const perImage = secondsPerImage({model, batchSize, averaging}, chosenDevice());
  return {seconds: START_SECONDS + images * perImage, kernels: kernelsOf(model)};
}
