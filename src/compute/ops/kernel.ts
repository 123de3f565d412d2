import * as tf from '@tensorflow/tfjs-core';
import {backendName} from '../engine/load.ts';

/** A differentiable function made of TensorFlow operations. */
export interface Kernel {
  /**
   * Names everything that the function depends on besides its inputs (a stride, a layout): two
   * kernels of one name are the same function. Names of tfjs's own kernels are taken.
   */
  readonly name: string;
  readonly forward: (inputs: readonly tf.TensorInfo[]) => tf.TensorInfo | tf.TensorInfo[];
  /**
   * The gradients with respect to the inputs, in their order; none for an input that has none. They
   * are made of functions that have gradients themselves: products with the Hessian are exact.
   */
  readonly gradient: (context: GradientContext) => readonly (Gradient | undefined)[];
}

type Gradient = () => tf.Tensor;

/** What a gradient is made from. */
export interface GradientContext {
  /** The gradient with respect to the first output. */
  readonly dy: tf.Tensor;
  /** The gradients with respect to all outputs; zeros where an output was not used. */
  readonly dys: readonly tf.Tensor[];
  readonly inputs: readonly tf.Tensor[];
  readonly outputs: readonly tf.Tensor[];
}

/** Applies a kernel of one output. */
export function apply(kernel: Kernel, ...inputs: readonly tf.Tensor[]): tf.Tensor {
  register(kernel, inputs.length);
  return tf.engine().runKernel<tf.Tensor>(kernel.name, named(inputs));
}

/** Applies a kernel of several outputs. */
export function applyAll(kernel: Kernel, ...inputs: readonly tf.Tensor[]): tf.Tensor[] {
  register(kernel, inputs.length);
  return tf.engine().runKernel<tf.Tensor[]>(kernel.name, named(inputs));
}

const inputNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const named = <Value>(values: readonly Value[]): Record<string, Value> =>
  Object.fromEntries(values.map((value, index) => [inputNames[index], value]));

/** tfjs keeps kernels by name for the whole process; the first of a name stays. */
function register({name, forward, gradient}: Kernel, inputCount: number): void {
  const known: unknown = tf.getKernel(name, backendName);
  if (known !== undefined) return;
  const names = inputNames.slice(0, inputCount);
  tf.registerKernel({
    kernelName: name,
    backendName,
    kernelFunc: ({inputs}) => forward(names.flatMap((key) => inputs[key] ?? [])),
  });
  tf.registerGradient({
    kernelName: name,
    inputsToSave: names,
    outputsToSave: inputNames.map(() => true),
    gradFunc: (given, saved) => {
      const dys = [given].flat();
      const inputs = saved.slice(0, inputCount);
      const outputs = saved.slice(inputCount);
      const gradients = gradient({dy: dys[0], dys, inputs, outputs});
      const defined = Object.entries(named(gradients)).flatMap(([key, value]) =>
        value ? [[key, value] as const] : [],
      );
      return Object.fromEntries(defined);
    },
  });
}
