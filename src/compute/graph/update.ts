import type * as tf from '@tensorflow/tfjs-core';
import {describe, dtypeOf, sameSpec, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';

/** What a function of a program does to one state, or two, of the program when it is called. */
export interface Update {
  /** TensorFlow's operation on resource variables. */
  readonly op: 'AssignVariableOp' | 'ResourceApplyGradientDescent' | 'ResourceApplyMomentum';
  /** The names of the states that change, in the order of the operation's inputs. */
  readonly changes: readonly string[];
  /** The other inputs of the operation. */
  readonly operands: readonly tf.Tensor[];
  /** Those of the operands that have the shape and type of the state. */
  readonly values: readonly tf.Tensor[];
}

/** state[name] ← value. */
export const assign = (name: string, value: tf.Tensor): Update => ({
  op: 'AssignVariableOp',
  changes: [name],
  operands: [value],
  values: [value],
});

export interface Descent {
  /** The name of the state that changes, in place. */
  readonly parameter: string;
  readonly gradient: tf.Tensor;
  /** Scalar. */
  readonly learningRate: tf.Tensor;
}

/** θ ← θ − η·g, in one pass over memory. */
export const descend = ({parameter, gradient, learningRate}: Descent): Update => ({
  op: 'ResourceApplyGradientDescent',
  changes: [parameter],
  operands: [learningRate, gradient],
  values: [gradient],
});

export interface MomentumDescent extends Descent {
  /** The name of the state that holds the decaying sum of gradients, of the parameter's shape. */
  readonly velocity: string;
  /** Scalar. */
  readonly momentum: tf.Tensor;
}

/** v ← μ·v + g, then θ ← θ − η·v, in one pass over memory: heavy-ball SGD, in PyTorch's form. */
export const descendWithMomentum = ({
  parameter,
  velocity,
  gradient,
  learningRate,
  momentum,
}: MomentumDescent): Update => ({
  op: 'ResourceApplyMomentum',
  changes: [parameter, velocity],
  operands: [learningRate, gradient, momentum],
  values: [gradient],
});

/**
 * Checks that updates fit the state.
 *
 * @throws {GraphError} `GRAPH_STATE`.
 */
export function checkUpdates(
  updates: readonly Update[],
  specOf: (name: string) => TensorSpec | undefined,
): void {
  const changed = new Set<string>();
  for (const {changes, values} of updates)
    for (const name of changes) {
      const spec = specOf(name);
      if (!spec) throw new GraphError('GRAPH_STATE', `There is no state ${name} to update.`);
      if (changed.has(name))
        throw new GraphError('GRAPH_STATE', `The state ${name} is updated twice in one call.`);
      changed.add(name);
      for (const value of values) {
        const given = {shape: value.shape, dtype: dtypeOf(value)};
        if (!sameSpec(given, spec))
          throw new GraphError(
            'GRAPH_STATE',
            `The state ${name} is ${describe(spec)}; its update is ${describe(given)}.`,
          );
      }
    }
}
