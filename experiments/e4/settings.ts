import {z} from 'zod';

/** What the summary reads of the settings of a line: the panel of the slide. */
export const E4Settings = z.object({panel: z.enum(['E4a', 'E4b', 'E4c'])});
export type E4Settings = z.output<typeof E4Settings>;
