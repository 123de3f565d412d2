import {batchNorm} from '../../batch-norm.ts';
import {glorotUniform, heNormal, sizeOf, type Initialiser} from '../../initialiser.ts';
import {sequential, type Layer} from '../../layer.ts';
import {dense, flatten, relu} from '../../layers.ts';
import {modelFamily} from '../../family.ts';
import {modelOf, type Model} from '../../model.ts';
import {spec, work, type Initialisation, type MlpSpec} from './spec.ts';

function kernelInitialiser(
  initialisation: Initialisation,
  fanIn: number,
  fanOut: number,
): Initialiser {
  switch (initialisation.kind) {
    case 'he-normal':
      return heNormal(fanIn);
    case 'glorot-uniform':
      return glorotUniform(fanIn, fanOut);
    case 'gaussian':
      return {kind: 'normal', std: initialisation.std};
  }
}

/** A ReLU multi-layer perceptron with `depth` hidden layers of `width` units. */
function mlp(spec: MlpSpec, inputShape: readonly number[], classes: number): Model {
  const {depth, width, batchNorm: normalised, initialisation} = spec;
  const layers: Layer[] = [flatten];
  let fanIn = sizeOf(inputShape);
  for (let hidden = 1; hidden <= depth; hidden++) {
    const initialiser = kernelInitialiser(initialisation, fanIn, width);
    layers.push(dense(`dense${hidden}`, fanIn, width, initialiser, {bias: !normalised}));
    if (normalised) layers.push(batchNorm(`norm${hidden}`, width));
    layers.push(relu);
    fanIn = width;
  }
  layers.push(dense('logits', fanIn, classes, kernelInitialiser(initialisation, fanIn, classes)));
  return modelOf(spec, sequential(layers), inputShape, classes);
}

export default modelFamily({spec, work, build: mlp});
