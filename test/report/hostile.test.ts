import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {toCsv} from '../../src/report/format/csv.ts';
import {renderProfiles} from '../../src/report/render-profiles.tsx';
import {Table} from '../../src/tables/table.ts';
import {report} from '../../stages/render-report/record.ts';

const tableOf = (...values: (string | number)[]): Table => ({
  name: 'e1-runs',
  about: 'A value a row.',
  columns: [{name: 'value', type: 'text', unit: '', meaning: 'A value.'}],
  rows: values.map((value) => ({value})),
});

describe('a cell of a table that a spreadsheet would compute', () => {
  it.each(['=HYPERLINK("x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1'])('as %j is shown', (text) => {
    expect(toCsv(tableOf(text)).split('\n')[1]).toMatch(/^"?'/);
  });

  it.each([-0.5, '-0.5', '+1e-3', '-', 'lr=0.1', 'a-b'])('as %j is left as it is', (value) => {
    expect(toCsv(tableOf(value)).split('\n')[1]).toBe(String(value));
  });
});

describe('a label that pandas would read as missing', () => {
  it.each([
    ['', 'none'],
    ['NA', '(NA)'],
    ['None', '(None)'],
    ['null', '(null)'],
    ['nan', '(nan)'],
    ['NaN', '(NaN)'],
    ['#N/A', '(#N/A)'],
    ['none', 'none'],
    ['NAG', 'NAG'],
  ])('%j is told apart as %j', (text, shown) => {
    expect(toCsv(tableOf(text)).split('\n')[1]).toBe(shown);
  });

  it('and a missing value is an empty field', () => {
    const table: Table = {...tableOf(1), rows: [{value: null}]};
    expect(toCsv(table)).toBe('value\n\n');
  });
});

it.each(['../../evil', 'a/b', '', '.', 'E1', 'e1 runs'])('a table is not named %j', (name) => {
  expect(Table.safeParse({...tableOf(1), name}).success).toBe(false);
});

it('a report has no place outside of its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const files = new Map([['data/../../evil.csv', '=1']]);
  await expect(report.write(join(folder, 'report'), files)).rejects.toThrow('no place');
  expect(readdirSync(folder)).not.toContain('evil.csv');
});

it('a name in a verdict file leads nowhere else', () => {
  const profile = 'javascript:alert(1)//';
  const page = renderProfiles('Any title', [{profile, claims: []}], []);
  expect(page).not.toContain('href="javascript:');
});
