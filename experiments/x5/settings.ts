import {z} from 'zod';

/** What the summary reads of the settings of a run. */
export const X5Settings = z.object({
  /** Factor c on η and S. */
  factor: z.number(),
  /** Which order of the examples: 1 is that of the replicate. */
  order: z.number(),
});
export type X5Settings = z.output<typeof X5Settings>;
