import {cases as trained, type Case} from '../compute/cases.ts';

/** A network around whose weights the loss is probed, after a short training. */
export interface ProbeCase extends Omit<Case, 'batchSizes'> {
  /** Images that are probed, in one batch. */
  readonly images: number;
  /** Steps of SGD before (S = 50, η = 0.01). */
  readonly steps: number;
}

const probed = (name: string, images: number, steps: number): ProbeCase => {
  const found = trained.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`There is no case ${name}.`);
  return {...found, images, steps};
};

export const cases: readonly ProbeCase[] = [
  probed('mlp-4x256', 2000, 300),
  probed('mlp-20x50', 2000, 300),
  probed('narrow-vgg-11', 250, 200),
  probed('vgg-11', 256, 30),
  probed('resnet-56', 128, 30),
];
