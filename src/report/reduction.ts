import {z} from 'zod';

/** One number of a profile that is not that of the reference. */
export const Reduction = z.object({
  part: z.string().describe('the part of the profile: an experiment and its network'),
  quantity: z.string().describe('what the number is, with its unit'),
  here: z.string(),
  paper: z.string(),
});
export type Reduction = z.output<typeof Reduction>;
