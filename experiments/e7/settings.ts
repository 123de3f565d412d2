import {z} from 'zod';

/** What the summary reads of the settings of a run. */
export const E7Settings = z.object({
  momentum: z.number(),
  /** Share of the training images whose labels are random. */
  labelNoise: z.number(),
});
