/** @jsxRuntime automatic @jsxImportSource preact */
import type {Protocol as Told, Source} from '../story.ts';

/** How it was measured and judged, by which commit, and where that departs from the source. */
export const Protocol = ({protocol, source}: {protocol: Told; source: Source}) => (
  <div class="prose wide">
    <p>
      Rules were fixed before anything was judged by them; they were last changed in commit{' '}
      <code>{protocol.commit}</code>.
    </p>
    <h4>Measured</h4>
    <List items={protocol.measured} />
    <h4>Judged</h4>
    <List items={judged} />
    <h4>Other than in the {source.whole}</h4>
    <List items={protocol.departures} />
  </div>
);

const judged = [
  'Seeds are the independent unit. A claim is supported when the p of “all its criteria hold” is at most 5%, contradicted when that of “one fails” is; else it is inconclusive.',
  'p-values are corrected by Holm within families of fixed size, each direction by itself; a claim that could not be estimated, or that the profile is too small for, stays in with p = 1.',
  'A criterion of a sign fails below the smallest effect that matters. What holds and is surely smaller is supported, but small.',
  'Where a profile has several looks, p is the least over the looks of p over the look’s share of the level; values and intervals are those of all seeds.',
  'Fragile: a corrected p lies within a factor of two of 5%, or without some seed the verdict is another.',
];

const List = ({items}: {items: readonly string[]}) => (
  <ul>
    {items.map((item) => (
      <li>{item}</li>
    ))}
  </ul>
);
