import {describe, expect, it, test} from 'vitest';
import {claims} from '../../experiments/index.ts';
import story from '../../experiments/story/story.ts';
import type {Claim} from '../../src/judging/claim.ts';
import type {Verdict} from '../../src/judging/results.ts';
import {decidingCriterion} from '../../src/report/deciding-criterion.ts';
import {decidingFigures} from '../../src/report/deciding-figures.ts';
import type {NumberedFigure} from '../../src/report/draw/drawn-figure.ts';
import {findingsOf} from '../../src/report/findings.ts';
import {heroOf} from '../../src/report/hero.ts';
import {claimsBySlide, nameOf} from '../../src/report/outline.ts';
import type {JudgedClaim} from '../../src/report/report-input.ts';
import type {FindingGroup} from '../../src/report/story.ts';

const claim = (id: string, heading = 'h'): Claim => ({
  id,
  family: id.startsWith('T') ? 'theory' : 'talk',
  title: `Title of ${id}`,
  slide: {heading, words: 'w'},
  criteria: [
    {id: 'a', quantity: 'a', expect: 'below', bound: 0},
    {id: 'b', quantity: 'b', expect: 'below', bound: 0},
  ],
  rule: '',
  assumptions: [],
});

/** p of both criteria, before correction. */
type P = readonly [supports: number, contradicts: number];

const judged = (id: string, verdict: Verdict, p: P = [1, 1], pAdjusted = 0.01): JudgedClaim => ({
  claim: claim(id),
  result: {
    claim: id,
    family: 'f',
    verdict,
    small: false,
    fragile: false,
    reason: '',
    pAdjusted,
    adjusted: null,
    evidence: {
      claim: id,
      estimates: ['a', 'b'].map((criterion) => ({
        criterion,
        value: -0.5,
        interval: [-0.6, -0.4],
        method: '',
        units: 3,
        pSupports: p[0],
        pContradicts: p[1],
      })),
      seeds: 3,
      cells: {finished: 3, planned: 3},
      notes: [],
    },
  },
});

const group: FindingGroup = {
  title: 'Nets',
  all: 'All of it holds',
  points: [
    {topic: 'width', holds: 'n widens', fails: 'n narrows', claims: ['A', 'B'], symbol: 'ρ'},
    {topic: 'accuracy', holds: 'n helps', fails: 'n hurts', claims: ['C']},
    {topic: 'time', holds: 'n is fast', fails: 'n is slow', claims: ['D']},
  ],
};
const say = (...list: JudgedClaim[]) =>
  findingsOf([group], list, new Map([['C', '79.2 → 79.7 %']]))[0]?.text.replaceAll('\u00a0', ' ');

describe('findingsOf', () => {
  it('says what was decided, on how many claims it rests and by how much, and then what is open', () => {
    expect(
      say(judged('A', 'supported'), judged('B', 'inconclusive'), judged('C', 'supported')),
    ).toBe('N widens (1 of 2; ρ −0.50 [−0.60, −0.40]); n helps (79.2 → 79.7 %).');
    expect(
      say(judged('A', 'supported'), judged('B', 'contradicted'), judged('C', 'contradicted')),
    ).toBe(
      'N widens (1 of 2; ρ −0.50 [−0.60, −0.40]), yet n narrows (1 of 2; ρ −0.50 [−0.60, −0.40]); n hurts (79.2 → 79.7 %).',
    );
  });

  it('says which way it leans, and what it cannot tell', () => {
    expect(
      say(
        judged('A', 'inconclusive', [0.04, 1]),
        judged('B', 'inconclusive'),
        judged('C', 'inconclusive', [1, 0.01]),
        judged('D', 'inconclusive'),
      ),
    ).toBe(
      'It leans for the claim on width. It leans against the claim on accuracy. Open at this scale: time.',
    );
  });

  it('tells what has not run from what is open', () => {
    expect(say(judged('A', 'inconclusive'), judged('B', 'not run'), judged('C', 'not run'))).toBe(
      'Open at this scale: width. Not run yet: accuracy.',
    );
  });

  it('has one sentence for a group that holds as a whole', () => {
    const whole = ['A', 'B', 'C', 'D'].map((id) => judged(id, 'supported'));
    expect(say(...whole)).toBe('All of it holds.');
  });

  it('leaves out what is not claimed', () => {
    expect(say(judged('C', 'supported'))).toBe('All of it holds.');
    expect(findingsOf([group], [judged('Z', 'supported')], new Map())).toEqual([]);
  });
});

test('the story speaks of every claim of the talk once, and has a name for each', () => {
  const told = story.findings.flatMap(({points}) => points.flatMap((point) => point.claims));
  expect(told.filter((id, place) => told.indexOf(id) !== place)).toEqual([]);
  const ofTalk = claims.filter(({family}) => family !== 'own').map(({id}) => id);
  expect(ofTalk.filter((id) => !told.includes(id))).toEqual([]);
  for (const name of Object.values(story.names)) expect(name.length).toBeLessThan(34);
  expect(ofTalk.filter((id) => !(id in story.names))).toEqual([]);
});

const figure = (number: number, ...ids: string[]): NumberedFigure => ({
  number,
  figure: {
    id: `f${number}`,
    experiment: 'E',
    claims: ids,
    slide: 'h',
    title: '',
    caption: '',
    alt: '',
    spec: {mark: 'point', data: {values: []}},
    tables: [],
  },
});

describe('figures', () => {
  const drawn = [figure(1, 'T'), figure(2, 'A', 'B'), figure(3, 'A'), figure(4, 'C'), figure(5)];
  const pick = (...list: JudgedClaim[]) => heroOf({heroes: ['talk']}, list, drawn)?.number;

  it('the first screen shows the first figure of the surest decision of its families', () => {
    expect(
      pick(
        judged('T', 'supported', [0, 1], 1e-9),
        judged('A', 'supported', [0, 1], 0.01),
        judged('C', 'contradicted', [1, 0], 0.001),
      ),
    ).toBe(4);
    expect(
      pick(judged('A', 'supported', [0, 1], 0.01), judged('C', 'inconclusive', [0, 1], 0)),
    ).toBe(2);
    expect(pick(judged('A', 'inconclusive'))).toBeUndefined();
  });

  it('the first of each claim stands open, the others fold', () => {
    expect([...decidingFigures(drawn)].map(({number}) => number)).toEqual([1, 2, 4]);
  });
});

test('a verdict turns on its weakest criterion, and fails by its worst', () => {
  const base = judged('A', 'supported');
  const withP = (verdict: Verdict, pairs: readonly P[]): JudgedClaim => ({
    ...base,
    result: {
      ...base.result,
      verdict,
      evidence: base.result.evidence && {
        ...base.result.evidence,
        estimates: base.result.evidence.estimates.map((estimate, place) => ({
          ...estimate,
          pSupports: pairs[place]?.[0] ?? null,
          pContradicts: pairs[place]?.[1] ?? null,
        })),
      },
    },
  });
  const pairs: P[] = [
    [0.01, 0.9],
    [0.02, 0.02],
  ];
  const other: P[] = [
    [0.9, 0.001],
    [0.95, 0.04],
  ];
  expect(decidingCriterion(withP('supported', pairs)).criterion?.id).toBe('b');
  expect(decidingCriterion(withP('contradicted', other)).criterion?.id).toBe('a');
  expect(decidingCriterion(withP('inconclusive', other)).criterion?.id).toBe('a');
});

test('claims stand by slide, in the order of the story, called by their names', () => {
  const [first, second] = [judged('A', 'supported'), judged('B', 'supported')];
  const list: JudgedClaim[] = [
    {...first, claim: claim('A', 'Later')},
    {...second, claim: claim('B', 'Sooner')},
  ];
  const told = {
    ...story,
    names: {A: 'Short'},
    chapters: [
      {
        title: 'c',
        slides: [
          {heading: 'Sooner', text: ''},
          {heading: 'Later', text: ''},
        ],
      },
    ],
  };
  const slides = claimsBySlide(told, list);
  expect(slides.map(({heading}) => heading)).toEqual(['Sooner', 'Later']);
  expect(slides.flatMap((slide) => slide.judged.map((entry) => nameOf(told, entry)))).toEqual([
    'Title of B',
    'Short',
  ]);
});
