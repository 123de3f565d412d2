import {standingOf, type Standing} from '../judging/standing.ts';
import {effectText} from './finding.ts';
import type {JudgedClaim} from './report-input.ts';
import type {FindingGroup, FindingPoint} from './story.ts';

/** One paragraph of the first screen. */
export interface GroupFindings {
  readonly title: string;
  readonly text: string;
}

/** What a claim comes to in natural units, by its id: `79.2 → 79.7 %`. */
export type Effects = ReadonlyMap<string, string>;

/**
 * What was found, group by group: first what was decided, each point with how many of its claims it rests on and the
 * effect of the first of them; then what was not. Claims that no point names are left to the table. A group of which
 * no claim is there is left out.
 */
export const findingsOf = (
  groups: readonly FindingGroup[],
  judged: readonly JudgedClaim[],
  effects: Effects,
): GroupFindings[] =>
  groups.flatMap(({title, all, points}) => {
    const found = points.flatMap((point) => pointFindings(point, judged, effects));
    if (found.length === 0) return [];
    const holds = found.every(({decided, rest}) => decided === 'holds' && rest === 0);
    return [{title, text: holds && all !== undefined ? `${all}.` : sentences(found)}];
  });

interface PointFindings {
  /** What was decided, in words; undefined where nothing was. */
  readonly words: string | undefined;
  readonly decided: 'holds' | 'fails' | 'both' | undefined;
  /** Claims of the point that did not hold. */
  readonly rest: number;
  readonly topic: string;
  readonly standings: readonly Standing[];
}

function pointFindings(
  {topic, holds, fails, claims, symbol}: FindingPoint,
  judged: readonly JudgedClaim[],
  effects: Effects,
): PointFindings[] {
  const own = judged.filter(({claim}) => claims.includes(claim.id));
  if (own.length === 0) return [];
  const standings = own.map(({result}) => standingOf(result));
  const supported = own.filter(({result}) => result.verdict === 'supported');
  const contradicted = own.filter(({result}) => result.verdict === 'contradicted');
  const say = (words: string, some: readonly JudgedClaim[]) =>
    `${words}${aside(some, own.length, symbol, effects)}`;
  const words = [
    ...(supported.length > 0 ? [say(holds, supported)] : []),
    ...(contradicted.length > 0 ? [say(fails, contradicted)] : []),
  ];
  const decided =
    words.length === 2 ? 'both' : words.length === 0 ? undefined : supported[0] ? 'holds' : 'fails';
  return [
    {
      words: words.length === 0 ? undefined : words.join(', yet '),
      decided,
      rest: own.length - supported.length,
      topic,
      standings,
    },
  ];
}

/** ` (2 of 3; ρ −0.80 [−0.90, −0.61])`: on how many claims it rests, and the effect of the first. */
function aside(
  some: readonly JudgedClaim[],
  all: number,
  symbol: string | undefined,
  effects: Effects,
): string {
  const first = some.at(0);
  const estimate = effectText(first?.result.evidence?.estimates[0]);
  const effect =
    symbol === undefined || estimate === undefined
      ? effects.get(first?.claim.id ?? '')
      : `${symbol}\u00a0${estimate}`;
  const facts = [
    ...(some.length < all ? [`${some.length}\u00a0of\u00a0${all}`] : []),
    ...(effect === undefined ? [] : [effect]),
  ];
  return facts.length === 0 ? '' : ` (${facts.join('; ')})`;
}

function sentences(found: readonly PointFindings[]): string {
  const decided = found.flatMap(({words}) => words ?? []);
  const untold = found.filter(({words}) => words === undefined);
  const topics = (list: readonly PointFindings[]) => listing(list.map(({topic}) => topic));
  const untestable = untold.filter(({standings}) => standings.every((s) => s === 'not testable'));
  const notRun = untold.filter(({standings}) => standings.every((s) => s === 'not run'));
  const open = untold.filter((point) => !untestable.includes(point) && !notRun.includes(point));
  const leaning = (way: Standing) => open.filter(({standings}) => leansTo(standings) === way);
  const [towards, against] = [leaning('leans for'), leaning('leans against')];
  const silent = open.filter((point) => !towards.includes(point) && !against.includes(point));
  return [
    ...(decided.length > 0 ? [decided.join('; ')] : []),
    ...(towards.length > 0 ? [`It leans for the claim on ${topics(towards)}`] : []),
    ...(against.length > 0 ? [`It leans against the claim on ${topics(against)}`] : []),
    ...(silent.length > 0 ? [`Open at this scale: ${topics(silent)}`] : []),
    ...(notRun.length > 0 ? [`Not run yet: ${topics(notRun)}`] : []),
    ...(untestable.length > 0 ? [`Not testable at this scale: ${topics(untestable)}`] : []),
  ]
    .map((sentence) => `${upperFirst(sentence)}.`)
    .join(' ');
}

/** The way all leanings of a point go; `open` when there are none or both. */
function leansTo(standings: readonly Standing[]): Standing {
  const [towards, against] = (['leans for', 'leans against'] as const).map((way) =>
    standings.includes(way),
  );
  if (towards === against) return 'open';
  return towards ? 'leans for' : 'leans against';
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a, b and c`. */
export const listing = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
