import {z} from 'zod';

/**
 * A model, as parameters and records name it: its family, and what this family asks for. Only the family knows the
 * rest, so that no record depends on the families that there are.
 */
export const ModelSpec = z.looseObject({
  family: z.string().describe('a name of src/models/families/index.ts'),
});
export type ModelSpec = z.output<typeof ModelSpec>;
