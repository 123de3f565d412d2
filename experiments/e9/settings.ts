import {z} from 'zod';

/** What the summary reads of the settings of a run. */
export const E9Settings = z.object({
  trainSize: z.number(),
  /** Factor on η at fixed S: 1, or ½ for the half-noise variant. */
  noiseScale: z.number(),
  beta: z.number(),
  /** `steps`: trained for as many steps as β = 1, to tell noise from a lack of steps; shown, not judged. */
  control: z.literal('steps').nullable(),
});
export type E9Settings = z.output<typeof E9Settings>;
