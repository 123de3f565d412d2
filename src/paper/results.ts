import {z} from 'zod';

/** Verdicts, in the order of the report. */
export const Verdict = z.enum(['supported', 'contradicted', 'inconclusive', 'not run']);
export type Verdict = z.output<typeof Verdict>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A tidy table: what a figure draws and what a reader downloads. Rows are records of plain values. */
export const Table = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .describe('unique over the report, kebab-case: e1-cells'),
  columns: z.array(
    z.object({
      name: z.string(),
      unit: z.string().describe('empty for a pure number or a label'),
      meaning: z.string().describe('one sentence'),
    }),
  ),
  rows: z.array(z.record(z.string(), Cell)),
});
export type Table = z.output<typeof Table>;

/** An estimated quantity with its interval and the two one-sided tests that decide a criterion. */
export const Estimate = z.object({
  criterion: z.string().describe('which criterion of the claim this answers'),
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95%'),
  method: z.string().describe('the test and the interval, in words'),
  units: z.int().describe('independent units (seeds) behind it'),
  pSupports: z.number().nullable().describe('one-sided p against "the criterion does not hold"'),
  pContradicts: z.number().nullable().describe('one-sided p against "the opposite does not hold"'),
});
export type Estimate = z.output<typeof Estimate>;

/** What an experiment has to say about one claim, before correction for the number of claims. */
export const Evidence = z.object({
  claim: z.string(),
  estimates: z.array(Estimate),
  seeds: z.int(),
  cells: z.object({finished: z.int(), planned: z.int()}),
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

/** The summary of one experiment: its evidence, its tables, what went wrong. */
export const ExperimentSummary = z.object({
  experiment: z.string(),
  evidence: z.array(Evidence),
  tables: z.array(Table),
  irregular: z.array(Irregular),
});
export type ExperimentSummary = z.output<typeof ExperimentSummary>;

/** The verdict of one claim: all that `verdicts.json` and the claims table show of it. */
export const ClaimVerdict = z.object({
  claim: z.string(),
  verdict: Verdict,
  reason: z.string().describe('one sentence, for a reader'),
  pAdjusted: z.number().nullable().describe('Holm, over all claims judged at this profile'),
  evidence: Evidence.nullable(),
});
export type ClaimVerdict = z.output<typeof ClaimVerdict>;

export const Verdicts = z.object({
  profile: z.string(),
  claims: z.array(ClaimVerdict),
});
export type Verdicts = z.output<typeof Verdicts>;
