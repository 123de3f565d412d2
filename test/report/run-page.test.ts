import {expect, it} from 'vitest';
import {renderRunPage, withCheck} from '../../src/report/render-run-page.tsx';
import type {CheckRecord} from '../../src/pipeline/run/check-record.ts';
import {inventedRun} from './fixtures/run-record.ts';
import {formatDuration} from '../../src/system/duration.ts';

const page = renderRunPage('invented', inventedRun);

it('tells what ran, for how long, on what, and what went wrong', () => {
  expect(page).toContain('2 nodes were executed and 12 came from the store, 1 failed, 1 skipped');
  expect(page).toContain('1 h 2 min');
  for (const fact of ['an invented CPU', inventedRun.startedAt, 'out of memory', 'never run']) {
    expect(page).toContain(fact);
  }
});

it('puts the slowest nodes first and sums the compute of a stage', () => {
  expect(page.indexOf('batch=100')).toBeLessThan(page.indexOf('batch=50'));
  expect(page).toContain(`<td>train</td><td>2</td><td>0</td><td>${formatDuration(3661.5)}</td>`);
});

it('carries the last check, which takes the place of the one before', () => {
  const check = (detail: string): CheckRecord => ({
    format: 1,
    at: '2026-11-29T12:00:00.000Z',
    seconds: 70,
    facts: {cpu: 'one <b>CPU</b>', isa: 'AVX2', commit: 'abc'},
    asked: 'train/1',
    tolerance: 0.001,
    nodes: [{node: 'train/1', outcome: 'agrees', detail}],
  });
  expect(page).toContain('No result has been made once more');
  const checked = withCheck(page, check('the same bytes'));
  expect(checked).toContain('<td>the same bytes</td>');
  expect(checked).toContain('one &lt;b>CPU');
  expect(renderRunPage('invented', inventedRun, check('the same bytes'))).toBe(checked);
  const again = withCheck(checked, check('within $& rounding'));
  expect(again).toContain('<td>within $&amp; rounding</td>');
  expect(again).not.toContain('the same bytes');
});
