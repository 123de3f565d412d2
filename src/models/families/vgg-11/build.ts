import {batchNorm} from '../../batch-norm.ts';
import {glorotUniform} from '../../initialiser.ts';
import {sequential, type Layer} from '../../layer.ts';
import {dropout} from '../../dropout.ts';
import {conv, dense, flatten, maxPool, relu} from '../../layers.ts';
import {modelFamily} from '../../family.ts';
import {modelOf, type Model} from '../../model.ts';
import {spec, work, type VggSpec} from './spec.ts';

/** The convolutions of VGG-11 (configuration A of Simonyan & Zisserman 2015), a row per resolution. */
const STAGES = [[64], [128], [256, 256], [512, 512], [512, 512]];
const HIDDEN = [512, 512];

/**
 * VGG-11 for 32×32 images: 3×3 "same" convolutions, a 2×2 max pool after each stage, a head of two
 * dense layers, Glorot-uniform kernels. A layer that batch norm follows has no bias: batch norm
 * would take it out again. Of smaller images the last pools are left out, where one pixel is left.
 */
function vgg11(spec: VggSpec, inputShape: readonly number[], classes: number): Model {
  const {widthMultiplier, batchNorm: normalised, dropout: rate} = spec;
  const scaled = (width: number) => Math.max(1, Math.round(width * widthMultiplier));
  const bias = !normalised;
  const activation = (name: string, width: number): Layer[] =>
    normalised ? [batchNorm(name, width), relu] : [relu];
  const thinned = (at: number): Layer[] => (rate > 0 ? [dropout(rate, at)] : []);

  let [height, columns, channels] = inputShape;
  const layers: Layer[] = [];
  let index = 0;
  for (const stage of STAGES) {
    for (const filters of stage.map(scaled)) {
      index++;
      const initialiser = glorotUniform(9 * channels, 9 * filters);
      layers.push(conv(`conv${index}`, {size: 3, from: channels, to: filters, initialiser, bias}));
      layers.push(...activation(`conv${index}-norm`, filters));
      channels = filters;
    }
    if (height === 1 || columns === 1) continue;
    layers.push(maxPool);
    height = Math.floor(height / 2);
    columns = Math.floor(columns / 2);
  }
  layers.push(flatten);
  let fanIn = height * columns * channels;
  HIDDEN.map(scaled).forEach((width, at) => {
    const name = `dense${at + 1}`;
    layers.push(...thinned(at));
    layers.push(dense(name, fanIn, width, glorotUniform(fanIn, width), {bias}));
    layers.push(...activation(`${name}-norm`, width));
    fanIn = width;
  });
  layers.push(...thinned(HIDDEN.length));
  layers.push(dense('logits', fanIn, classes, glorotUniform(fanIn, classes)));
  return modelOf(spec, sequential(layers), inputShape, classes);
}

export default modelFamily({spec, work, build: vgg11});
