import {z} from 'zod';

/** What the summary reads of the settings of a run. */
export const E9Settings = z.object({
  trainSize: z.number(),
  /** Factor on η at fixed S: 1, or ½ for the half-noise variant. */
  noiseScale: z.number(),
  beta: z.number(),
  /** `twice`: trained twice as long, to tell a breakdown from a lack of steps. */
  control: z.literal('twice').nullable(),
});
export type E9Settings = z.output<typeof E9Settings>;
