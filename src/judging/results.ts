import {z} from 'zod';
import {Look, PValues} from './looks.ts';
import {Table} from '../tables/table.ts';

/** Verdicts from what was run, in the order of the report. */
export const Verdict = z.enum(['supported', 'contradicted', 'inconclusive', 'not run']);
export type Verdict = z.output<typeof Verdict>;

/** The same, and that of a claim that no run at this scale could decide: nothing was planned for it. */
export const Outcome = z.enum([...Verdict.options, 'not testable']);
export type Outcome = z.output<typeof Outcome>;

/** An estimated quantity with its interval and the two one-sided tests that decide a criterion. */
export const Estimate = z.object({
  criterion: z.string().describe('which criterion of the claim this answers'),
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95%'),
  method: z.string().describe('the test and the interval, in words'),
  units: z.int().describe('independent units (seeds) behind it'),
  pSupports: z.number().nullable().describe('one-sided p against "the criterion does not hold"'),
  pContradicts: z.number().nullable().describe('one-sided p against "the opposite does not hold"'),
  looks: z
    .array(Look.extend(PValues.shape))
    .exactOptional()
    .describe('p-values at every look so far, from which those above are made'),
});
export type Estimate = z.output<typeof Estimate>;

/** What an experiment has to say about one claim, before correction for the number of claims. */
export const Evidence = z.object({
  claim: z.string(),
  estimates: z.array(Estimate),
  seeds: z.int(),
  cells: z.object({finished: z.int(), planned: z.int()}),
  leftOut: z
    .array(z.object({seed: z.int(), estimates: z.array(PValues.extend({criterion: z.string()}))}))
    .exactOptional()
    .describe('the p-values without each seed in turn'),
  notes: z
    .array(z.string())
    .describe('what a reader must know: capped, diverged, excluded, and why'),
});
export type Evidence = z.output<typeof Evidence>;

/** One run that did not end as planned; counted and shown, never dropped in silence. */
export const Irregular = z.object({
  node: z.string(),
  outcome: z.enum(['diverged', 'stuck', 'capped', 'failed', 'not converged']),
  detail: z.string(),
});
export type Irregular = z.output<typeof Irregular>;

/** What an experiment makes of its observations: evidence for its claims, and tables. */
const Findings = z.object({
  evidence: z.array(Evidence),
  tables: z.array(Table),
});
export type Findings = z.output<typeof Findings>;

/** The summary of one experiment: what it found, and what went wrong. */
export const ExperimentSummary = Findings.extend({
  experiment: z.string(),
  irregular: z.array(Irregular),
});
export type ExperimentSummary = z.output<typeof ExperimentSummary>;

/** The verdict of one claim: all that `verdicts.json` and the claims table show of it. */
export const ClaimVerdict = z.object({
  claim: z.string(),
  family: z.string().default('').describe('the claims that it was corrected with'),
  verdict: Outcome,
  small: z
    .boolean()
    .default(false)
    .describe('supported, and surely smaller than the smallest effect that matters'),
  fragile: z
    .boolean()
    .default(false)
    .describe(
      'a corrected p lies within a factor of two of the level, or the verdict hangs on a seed',
    ),
  hangsOn: z
    .array(z.int())
    .exactOptional()
    .describe('seeds without which the verdict would be another one'),
  reason: z.string().describe('one sentence, for a reader'),
  pAdjusted: z
    .number()
    .nullable()
    .describe('Holm, over the family, of "it holds"; of "it fails" when contradicted'),
  adjusted: z
    .object({supports: z.number(), contradicts: z.number()})
    .nullable()
    .default(null)
    .describe('Holm, of "it holds" and of "it fails"; null for a claim that was not judged'),
  evidence: Evidence.nullable(),
});
export type ClaimVerdict = z.output<typeof ClaimVerdict>;

export const Verdicts = z.object({
  profile: z.string(),
  claims: z.array(ClaimVerdict),
});
export type Verdicts = z.output<typeof Verdicts>;
