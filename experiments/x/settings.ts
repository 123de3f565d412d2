import {z} from 'zod';

/** What the summary reads of the settings of a run. */
export const XSettings = z.object({
  /** Standard deviation of the weight of an example; 0: plain SGD. */
  strength: z.number(),
});
