import {theoryClaims} from './claims.ts';
import type {ExperimentSummary, Irregular} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {conditionsEstimate} from '../../src/judging/conditions.ts';
import {evidence} from '../../src/judging/evidence.ts';

/** What one study of the theory found. */
export interface StudyFindings {
  readonly claim: string;
  readonly replicates: number;
  readonly measures: readonly {
    readonly criterion: string;
    readonly conditions: readonly string[];
    /** Replicates × conditions; null where there is no value. */
    readonly values: readonly (readonly (number | null)[])[];
  }[];
  readonly tables: readonly Table[];
  readonly irregular: readonly Irregular[];
  readonly notes: readonly string[];
}

/** Says when a replicate has no value for a criterion; a test cannot see it. */
function missingNote({criterion, values}: StudyFindings['measures'][number]): string[] {
  const missing = values.filter((row) => row.includes(null)).length;
  return missing === 0
    ? []
    : [`${missing} of ${values.length} replicates have no value for ${criterion}.`];
}

/** The summary of experiment T; a claim whose study is missing has no evidence. */
export function summarizeTheory(studies: readonly StudyFindings[]): ExperimentSummary {
  return {
    experiment: 'T',
    evidence: studies.map(({claim, replicates, measures, notes}) =>
      evidence(theoryClaims, claim, {
        planned: Array.from({length: replicates}, (_, replicate) => ({found: replicate})),
        notes: [...notes, ...measures.flatMap(missingNote)],
        estimates: Object.fromEntries(
          measures.map(({criterion, conditions, values}) => [
            criterion,
            (bound) => conditionsEstimate(bound, conditions, values),
          ]),
        ),
      }),
    ),
    tables: studies.flatMap(({tables}) => [...tables]),
    irregular: studies.flatMap(({irregular}) => [...irregular]),
  };
}

export default summarizeTheory;
