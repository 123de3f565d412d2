import {z} from 'zod';

/** Which weights of a run are looked at. */
export const snapshotName = z
  .string()
  .describe('name of the snapshot; `target` stands for `final` where the target was missed');

/** The images on which loss and accuracy are measured around some weights. */
export const evaluatedImages = {
  images: z
    .int()
    .positive()
    .describe('images of the training and of the validation split [images]'),
  batchSize: z
    .int()
    .positive()
    .describe('images of one pass, and of one estimate of the statistics [images]'),
};
