import {z} from 'zod';

/**
 * One thing that must hold for a claim. `below`/`above`: the quantity lies on that side of `bound`; it fails
 * when the quantity does not even reach the smallest effect that matters, so that it can be decided both ways.
 * `within`: it lies in [−bound, bound] (an equivalence claim, two one-sided tests).
 */
const Criterion = z.object({
  id: z.string(),
  quantity: z.string().describe('what is measured, in words, with its unit'),
  expect: z.enum(['below', 'above', 'within']),
  bound: z.number(),
  smallest: z
    .number()
    .positive()
    .exactOptional()
    .describe('below, above: the smallest effect that matters, counted from the bound; else any'),
});
export type Criterion = Readonly<z.output<typeof Criterion>>;

/** Where a one-sided criterion fails: short of the smallest effect that matters. */
export const leastEffect = ({expect, bound, smallest = 0}: Criterion): number =>
  expect === 'below' ? bound - smallest : bound + smallest;

/** A claim as data: fixed before any run. All criteria must hold. */
export const Claim = z.object({
  id: z.string(),
  family: z
    .string()
    .describe('claims that are corrected and counted together: others change no verdict on them'),
  title: z.string().describe('the claim in one short sentence'),
  slide: z
    .object({heading: z.string(), words: z.string()})
    .describe('heading of the slide, as in the source, and the slide’s own words'),
  criteria: z.array(Criterion).readonly(),
  rule: z.string().describe('the test and the decision rule in words'),
  paper: z
    .string()
    .exactOptional()
    .describe('the paper’s own figure for this claim, where it gives one, with its source tag'),
  assumptions: z
    .array(z.string())
    .readonly()
    .describe('choices that the source leaves open, each with its source tag'),
});
export type Claim = Readonly<z.output<typeof Claim>>;
