import {descend, descendWithMomentum} from '../../compute/graph/update.ts';
import type {BuildOptimiser} from '../optimiser.ts';

/** SGD, with heavy-ball momentum where the plan has any: v ← μv + g, θ ← θ − ηv (PyTorch's form). */
export default (({momentum}) =>
  momentum > 0
    ? {
        identity: 'sgd with momentum',
        slots: ['velocity'],
        numbers: () => ({momentum}),
        update: ({parameter, gradient, learningRate, slot, numbers}) => [
          descendWithMomentum({
            parameter,
            gradient,
            learningRate,
            velocity: slot('velocity'),
            momentum: numbers['momentum'],
          }),
        ],
      }
    : {
        identity: 'sgd',
        slots: [],
        numbers: () => ({}),
        update: ({parameter, gradient, learningRate}) => [
          descend({parameter, gradient, learningRate}),
        ],
      }) satisfies BuildOptimiser;
