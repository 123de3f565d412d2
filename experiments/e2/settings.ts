import {z} from 'zod';

/** How the weights start: He-normal, the bad Gaussian, or one of the Gaussians among which it was found. */
const Initialisation = z.enum(['good', 'bad', 'scan']);
export type Initialisation = z.output<typeof Initialisation>;

/** What the summary reads of the settings of a run. */
export const E2Settings = z.object({
  initialisation: Initialisation,
  std: z.number().nullable(),
});
