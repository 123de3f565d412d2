import {z} from 'zod';

/** Makes a published model narrower or wider. */
export const widthMultiplier = z
  .number()
  .positive()
  .default(1)
  .describe('factor on the number of channels and hidden units of the published model [1]');
