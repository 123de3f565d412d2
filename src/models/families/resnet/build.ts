import {batchNorm} from '../../batch-norm.ts';
import {heNormal} from '../../initialiser.ts';
import {sequential, sum, type Layer} from '../../layer.ts';
import {conv, dense, globalAveragePool, relu, subsampleAndPad} from '../../layers.ts';
import {modelFamily} from '../../family.ts';
import {modelOf, type Model} from '../../model.ts';
import {spec, work, type ResnetSpec} from './spec.ts';

const STAGE_FILTERS = [16, 32, 64];

interface Resize {
  readonly from: number;
  readonly to: number;
  readonly stride: 1 | 2;
}

function normalisedConv(name: string, {from, to, stride}: Resize): Layer {
  const initialiser = heNormal(9 * from);
  return sequential([
    conv(name, {size: 3, from, to, stride, initialiser, bias: false}),
    batchNorm(`${name}-norm`, to),
  ]);
}

function shortcut(kind: ResnetSpec['shortcut'], name: string, resize: Resize): Layer {
  const {from, to, stride} = resize;
  if (from === to && stride === 1) return sequential([]);
  if (kind === 'padding') return subsampleAndPad(stride, to - from);
  const initialiser = heNormal(from);
  return conv(name, {size: 1, from, to, stride, initialiser, bias: false});
}

/** Two 3×3 convolutions beside a shortcut (He et al. 2016, figure 2). */
function block(kind: ResnetSpec['shortcut'], name: string, resize: Resize): Layer {
  const {to} = resize;
  const residual = sequential([
    normalisedConv(`${name}-conv1`, resize),
    relu,
    normalisedConv(`${name}-conv2`, {from: to, to, stride: 1}),
  ]);
  return sequential([sum(residual, shortcut(kind, `${name}-shortcut`, resize)), relu]);
}

/**
 * ResNet-(6n+2) for 32×32 images (He et al. 2016, section 4.2): three stages of n blocks with
 * 16, 32 and 64 filters, global average pooling, one dense layer; He-normal kernels. Convolutions
 * have no bias: the batch norm that follows (for a shortcut, beside it) would take it out or add
 * it again.
 */
function resnet(spec: ResnetSpec, inputShape: readonly number[], classes: number): Model {
  const {blocks, widthMultiplier, shortcut: kind} = spec;
  const filters = STAGE_FILTERS.map((width) => Math.max(1, Math.round(width * widthMultiplier)));
  const layers: Layer[] = [
    normalisedConv('conv', {from: inputShape[2], to: filters[0], stride: 1}),
    relu,
  ];
  let from = filters[0];
  filters.forEach((to, stage) => {
    for (let index = 1; index <= blocks; index++) {
      const stride = stage > 0 && index === 1 ? 2 : 1;
      layers.push(block(kind, `stage${stage + 1}-block${index}`, {from, to, stride}));
      from = to;
    }
  });
  layers.push(globalAveragePool, dense('logits', from, classes, heNormal(from)));
  return modelOf(spec, sequential(layers), inputShape, classes);
}

export default modelFamily({spec, work, build: resnet});
