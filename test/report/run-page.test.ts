import {expect, it} from 'vitest';
import {renderRunPage} from '../../src/report/render-run-page.tsx';
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
