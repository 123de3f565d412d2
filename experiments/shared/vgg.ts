import type {Run} from '../../src/study/experiment.ts';

/** VGG-11 with batch norm and without dropout, at a width. */
export const vgg11 = (widthMultiplier: number): Run['model'] => ({
  family: 'vgg-11',
  widthMultiplier,
});
