import {describe, expect, it} from 'vitest';
import {claims as e1Claims} from '../../experiments/e1/claims.ts';
import type {Verdicts} from '../../src/judging/results.ts';
import {compareVerdicts} from '../../src/report/compare/compare-verdicts.ts';
import {renderComparison} from '../../src/report/compare/render-comparison.tsx';
import {renderProfiles} from '../../src/report/render-profiles.tsx';
import {inventedInput} from './fixtures/invented.ts';

const before = inventedInput.verdicts;
const shifted: Verdicts = {
  profile: 'shifted',
  claims: before.claims.map((claim) => ({
    ...claim,
    verdict: claim.claim === 'E1b' ? 'supported' : claim.verdict,
    evidence: claim.evidence && {
      ...claim.evidence,
      estimates: claim.evidence.estimates.map((estimate) => ({
        ...estimate,
        value: (estimate.value ?? 0) + 0.2,
      })),
    },
  })),
};

describe('compareVerdicts', () => {
  it('finds no difference between verdicts and themselves', () => {
    for (const row of compareVerdicts(before, before)) {
      expect(row.after).toBe(row.before);
      expect(row.difference ?? 0).toBe(0);
      expect(row.standardised ?? 0).toBe(0);
    }
  });

  it('gives the difference and its size in standard errors of both sides', () => {
    const row = compareVerdicts(before, shifted).find(({claim}) => claim === 'E1b');
    const error = (0.62 - -0.08) / 2 / 1.959964;
    expect(row?.difference).toBeCloseTo(0.2, 12);
    expect(row?.standardised).toBeCloseTo(0.2 / Math.hypot(error, error), 6);
    expect([row?.before, row?.after]).toEqual(['inconclusive', 'supported']);
  });

  it('changes sign when the sides are exchanged', () => {
    const forth = compareVerdicts(before, shifted);
    const back = compareVerdicts(shifted, before);
    expect(back.map(({difference}) => difference)).toEqual(
      forth.map(({difference}) => difference && -difference),
    );
  });

  it('takes a claim that one side lacks for not run', () => {
    const [row] = compareVerdicts({profile: 'empty', claims: []}, before);
    expect([row.before, row.after, row.difference]).toEqual(['not run', 'supported', null]);
  });
});

it('renders the comparison as a page and as a table', () => {
  const files = renderComparison(
    {name: 'invented', verdicts: before},
    {name: 'shifted', verdicts: shifted},
    e1Claims,
  );
  const page = files.get('index.html') ?? '';
  expect(page).toContain('1 of 2 verdicts changed (E1b)');
  expect(page).toContain('<h1>invented compared with shifted</h1>');
  expect(files.get('comparison.csv')?.split('\n')[2]).toMatch(
    /^E1b,rank-correlation,inconclusive,supported,0.31,0.51,/,
  );
});

it('shows changed claims first, then estimates by how far they moved', () => {
  const estimate = before.claims.flatMap(({evidence}) => evidence?.estimates ?? [])[0];
  const claim = (id: string, verdict: 'supported' | 'inconclusive', value: number) => ({
    ...before.claims[0],
    claim: id,
    verdict,
    evidence: before.claims[0].evidence && {
      ...before.claims[0].evidence,
      estimates: [{...estimate, value}],
    },
  });
  const one = ['A', 'B', 'C', 'D'].map((id) => claim(id, 'supported', 0));
  const other = [
    claim('A', 'supported', 0.1),
    claim('B', 'supported', -0.9),
    claim('C', 'inconclusive', 0),
    claim('D', 'supported', 0.5),
  ];
  const page =
    renderComparison(
      {name: 'one.json', verdicts: {profile: 'quick', claims: one}},
      {name: 'standard', verdicts: {profile: 'standard', claims: other}},
      [],
    ).get('index.html') ?? '';
  expect([...page.matchAll(/<b>([A-D])<\/b>/g)].map(([, id]) => id)).toEqual(['C', 'B', 'D', 'A']);
  expect(page).toContain('one.json compared with standard');
});

it('lists all profiles, and each claim in all of them', () => {
  const page = renderProfiles('Any title', [before, shifted], e1Claims);
  for (const profile of ['invented', 'shifted']) {
    expect(page).toContain(`href="${profile}/index.html#claim-E1a"`);
  }
});
