import type {ExperimentSummary} from '../../src/judging/results.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {mean} from '../../src/stats/by-seed.ts';
import type {Table} from '../../src/tables/table.ts';

type Row = Table['rows'][number];

/** Two groups of the rows of a table, and what is compared between them. */
interface Contrast {
  readonly claim: string;
  readonly table: string;
  readonly value: string;
  readonly say: (from: number, to: number) => string;
  readonly average?: (values: readonly number[]) => number;
  /** Rows of either side. */
  readonly sides: (rows: readonly Row[]) => readonly [from: readonly Row[], to: readonly Row[]];
}

/** Runs at the lowest and at the highest n among those that reached the common train loss. */
const byNoise: Contrast['sides'] = (rows) => {
  const compared = rows.filter((row) => row['reachedTarget'] !== false);
  const noises = compared.map((row) => Number(row['noise']));
  const at = (noise: number) => compared.filter((row) => Number(row['noise']) === noise);
  return [at(Math.min(...noises)), at(Math.max(...noises))];
};

/** The baseline of the slide's table, and what cycles. */
const bySchedule: Contrast['sides'] = (rows) => [
  rows.filter((row) => row['schedule'] === 'constant-small'),
  rows.filter((row) => /^(?:cyclic|triangle)-/.test(String(row['schedule']))),
];

const geometric = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));
const percent = (from: number, to: number) =>
  `accuracy ${(100 * from).toFixed(1)} → ${(100 * to).toFixed(1)}\u00a0%`;
const norm = (from: number, to: number) => `‖H‖ ${formatNumber(from)} → ${formatNumber(to)}`;

const flatter = {value: 'frobenius', say: norm, average: geometric, sides: byNoise};
const better = {value: 'validationAccuracy', say: percent, sides: byNoise};

const contrasts: readonly Contrast[] = [
  {claim: 'E1a', table: 'e1-runs', ...flatter},
  {claim: 'E1b', table: 'e1-runs', ...better},
  {claim: 'E2a', table: 'e2-good-runs', ...flatter},
  {claim: 'E2b', table: 'e2-good-runs', ...better},
  {claim: 'E2c', table: 'e2-bad-runs', ...flatter},
  {claim: 'E8b', table: 'e8-schedules', ...flatter, sides: bySchedule},
  {claim: 'E8c', table: 'e8-schedules', ...better, value: 'testAccuracy', sides: bySchedule},
];

/** What claims come to in natural units, from the lowest n to the highest or from the baseline to cycles. */
export function effects(summaries: readonly ExperimentSummary[]): ReadonlyMap<string, string> {
  const tables = new Map(
    summaries.flatMap((summary) => summary.tables.map((table) => [table.name, table.rows])),
  );
  return new Map(
    contrasts.flatMap((contrast) => {
      const said = effectOf(contrast, tables.get(contrast.table) ?? []);
      return said === undefined ? [] : [[contrast.claim, said]];
    }),
  );
}

function effectOf(
  {value, say, sides, average = mean}: Contrast,
  rows: readonly Row[],
): string | undefined {
  const [from, to] = sides(rows).map((side) =>
    side.flatMap((row) => (typeof row[value] === 'number' ? [row[value]] : [])),
  );
  if (from.length === 0 || to.length === 0) return undefined;
  return say(average(from), average(to));
}
