import {z} from 'zod';

/** What the summary reads of the settings of a probe: when it was made [epochs]. */
export const E8Settings = z.object({epoch: z.number()});
