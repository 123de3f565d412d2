import type {Claim} from '../judging/claim.ts';
import {conditionsEstimate} from '../judging/conditions.ts';
import {evidence} from '../judging/evidence.ts';
import type {Evidence} from '../judging/results.ts';
import type {Table} from '../tables/table.ts';
import type {Summarize} from './experiment.ts';
import type {StudyRecord} from './study-record.ts';

/** A declared table, as far as its rows are of no matter. */
interface Declared {
  readonly name: string;
  readonly accept: (rows: Table['rows']) => Table;
}

/**
 * The summary of an experiment that is one study: its measures are tested over replicates, its rows fill these
 * tables. A study that did not finish leaves its claim without evidence, and no table.
 *
 * @param id of the claim that it measures
 * @param tables by the keys under which the study returns their rows
 */
export const summarizeStudy =
  (claims: readonly Claim[], id: string, tables: Readonly<Record<string, Declared>>): Summarize =>
  ({studies}) => {
    const found = studies.flatMap((study) => study.found ?? []);
    return {
      evidence: found.map((study) => evidenceOf(claims, id, study)),
      tables: found.flatMap(({rows}) => tablesOf(tables, rows)),
    };
  };

const evidenceOf = (
  claims: readonly Claim[],
  id: string,
  {replicates, measures, notes}: StudyRecord,
): Evidence =>
  evidence(claims, id, {
    planned: Array.from({length: replicates}, (_, replicate) => ({found: replicate})),
    notes: [...notes, ...measures.flatMap(missingNote)],
    estimates: Object.fromEntries(
      measures.map(({criterion, conditions, values}) => [
        criterion,
        (bound) => conditionsEstimate(bound, conditions, values),
      ]),
    ),
  });

/** Says when a replicate has no value for a criterion; a test cannot see it. */
function missingNote({criterion, values}: StudyRecord['measures'][number]): string[] {
  const missing = values.filter((row) => row.includes(null)).length;
  return missing === 0
    ? []
    : [`${missing} of ${values.length} replicates have no value for ${criterion}.`];
}

const tablesOf = (tables: Readonly<Record<string, Declared>>, rows: StudyRecord['rows']): Table[] =>
  Object.entries(tables).map(([key, table]) => {
    if (!(key in rows)) throw new Error(`The study has no rows for ${table.name} (${key}).`);
    return table.accept(rows[key]);
  });
