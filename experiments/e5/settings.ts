import {z} from 'zod';

/** What the summary reads of the settings of a run, and of a line from β = 1 to this β (1: of another seed). */
export const E5Settings = z.object({beta: z.number()});
