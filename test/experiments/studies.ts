import {describe, expect, it} from 'vitest';
import type {Claim} from '../../src/judging/claim.ts';
import {draw} from '../../src/report/draw/draw.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import type {Study} from '../../src/study/define-study.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {StudyRecord} from '../../src/study/study-record.ts';
import type {ReadTable, TableDeclaration} from '../../src/tables/declare.ts';
import {observations, summarized} from './observe.ts';

interface StudyFolder {
  readonly id: string;
  readonly claims: readonly Claim[];
  readonly study: Study;
  readonly tables: Readonly<Record<string, {readonly name: string; readonly columns: object}>>;
  readonly summary: Summarize;
  readonly figures: FigureBuilder;
  /** Far too small to decide anything. */
  readonly parameters: {readonly replicates: number};
}

/** Runs a study as its stage does, through JSON. */
export function runStudy(study: Study, parameters: unknown, seed = 1): StudyRecord {
  const found = study(parameters, {seed, progress: () => undefined});
  return StudyRecord.parse(JSON.parse(JSON.stringify(found)));
}

/** The rows of a table as its figures get them. */
export const readRows = <C>(
  table: TableDeclaration<C>,
  rows: StudyRecord['rows'][string] = [],
): ReadTable<C>['rows'] => table.read({tables: [table.accept(rows)]}).rows;

/** What holds of every study, whatever it finds: it answers its claim, its tables are filled, its figures draw. Returns it. */
export function describeStudy(folder: StudyFolder): StudyRecord {
  const {id, claims, study, tables, summary, figures, parameters} = folder;
  const {replicates} = parameters;
  const record = runStudy(study, parameters);
  const observed = summarized(
    id,
    summary,
    observations({studies: [{node: `study/${id}`, cell: id, found: record}]}),
  );

  describe(`the study of ${id}`, () => {
    it('finds the same again', () => expect(runStudy(study, parameters)).toEqual(record));

    it('measures every criterion of its claim, in every replicate', () => {
      expect(claims.map((claim) => claim.id)).toEqual([id]);
      const criteria = claims[0].criteria.map((criterion) => criterion.id);
      expect(record.measures.map(({criterion}) => criterion)).toEqual(criteria);
      for (const {conditions, values} of record.measures) {
        expect(values).toHaveLength(replicates);
        for (const row of values) expect(row).toHaveLength(conditions.length);
      }
    });

    it('fills its tables, and no others', () => {
      expect(Object.keys(record.rows).sort()).toEqual(Object.keys(tables).sort());
      for (const [key, {name, columns}] of Object.entries(tables)) {
        expect(name).toMatch(/^(theory|x0)-[a-z-]+$/);
        expect(record.rows[key].length).toBeGreaterThan(0);
        for (const row of record.rows[key]) {
          expect(Object.keys(row).sort()).toEqual(Object.keys(columns).sort());
        }
      }
    });

    it('becomes evidence for its claim', () => {
      expect(observed.evidence.map(({claim}) => claim)).toEqual([id]);
      const [{seeds, estimates}] = observed.evidence;
      expect(seeds).toBeLessThanOrEqual(replicates);
      expect(estimates.map(({criterion}) => criterion)).toEqual(
        claims[0].criteria.map((criterion) => criterion.id),
      );
      expect(observed.tables.map(({name}) => name)).toEqual(
        Object.values(tables).map(({name}) => name),
      );
    });

    it('has figures that draw whatever it found', async () => {
      const drawn = figures(observed, {profile: 'tiny', claims: []});
      expect(new Set(drawn.flatMap((figure) => figure.claims))).toEqual(new Set([id]));
      for (const figure of drawn) {
        expect(figure.experiment).toBe(id);
        expect(`${figure.title} ${figure.caption} ${figure.alt}`).not.toMatch(
          /NaN|undefined|Infinity/,
        );
        expect(await draw(figure.spec), figure.id).toMatch(/^<svg/);
      }
    });

    it('refuses parameters that its schema does not take', () => {
      expect(() => runStudy(study, {...parameters, replicates: 1})).toThrow(/replicates/);
    });
  });
  return record;
}
