import type {Verdict} from '../../src/judging/results.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {lineFigure} from '../shared/line-figures.ts';
import {widthsFigure} from '../shared/width-figures.ts';
import {planesFigure} from '../shared/plane-figures.ts';
import * as tables from './tables.ts';

const sentences = (how: string): Readonly<Record<Verdict, string>> => ({
  supported: `Less noise by ${how} ends in a sharper minimum`,
  contradicted: `Less noise by ${how} does not end in a sharper minimum`,
  inconclusive: `Whether less noise by ${how} ends in a sharper minimum stays open`,
  'not run': `Between minima of different n, by ${how}, without a verdict`,
});

/** Slide "Width and n", interpolation between ResNets of different n: panels (a), (b), and (c) at similar n. */
export default ((summary, verdicts) => {
  const shared = {
    experiment: 'E4',
    ends: tables.ends.read(summary),
    curves: tables.curves.read(summary),
  };
  const judged = (claim: string, how: string) => ({
    ...shared,
    panel: claim,
    claims: [claim],
    title: findingTitle(findingOf(verdicts, claim), 'ln(curvature ratio)', sentences(how)),
  });
  return [
    lineFigure({...judged('E4a', 'a larger batch'), id: 'e4a-line'}),
    lineFigure({...judged('E4b', 'a smaller learning rate'), id: 'e4b-line'}),
    lineFigure({
      ...shared,
      id: 'e4c-line',
      panel: 'E4c',
      claims: ['E4a', 'E4b'],
      title: 'The two low-noise minima, of similar n by different means, joined: shown, not judged',
      note: 'Shown, not judged.',
    }),
    widthsFigure({
      id: 'e4-widths',
      experiment: 'E4',
      claims: ['E4a', 'E4b'],
      title:
        'Widths of these ends, those that the grid cuts off as lower bounds: shown, not judged',
      ends: shared.ends,
    }),
    planesFigure({
      id: 'e4-planes',
      experiment: 'E4',
      claims: ['E4a', 'E4b'],
      net: 'ResNets on CIFAR-10 at the common train loss, the first of higher n than the others',
      title: 'Planes through minima of different n',
      points: tables.planes.read(summary),
      basins: tables.basins.read(summary),
    }),
  ];
}) satisfies FigureBuilder;
