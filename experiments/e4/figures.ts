import type {Verdict} from '../../src/judging/results.ts';
import {panels} from '../../src/report/charts/panel.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {tableOf} from '../../src/report/rows.ts';
import {linePanels} from '../shared/line-figures.ts';
import {planesFigure} from '../shared/plane-figures.ts';

const sentences = (how: string): Readonly<Record<Verdict, string>> => ({
  supported: `Less noise by ${how} ends in a sharper minimum`,
  contradicted: `Less noise by ${how} does not end in a sharper minimum`,
  inconclusive: `Whether less noise by ${how} ends in a sharper minimum stays open`,
  'not run': `Between minima of different n, by ${how}, without a verdict`,
});

/** Slide "Width and n", interpolation between ResNets of different n: panels (a), (b), and (c) at similar n. */
export const e4Figures: FigureBuilder = (summary, verdicts) => {
  const tables = [tableOf(summary, 'e4-ends'), tableOf(summary, 'e4-curves')] as const;
  const figure = (panel: string, claims: readonly string[], title: string) => {
    const {list, caption, alt} = linePanels(panel, ...tables);
    return {
      id: `${panel.toLowerCase()}-line`,
      experiment: 'E4',
      claims,
      slide: 'Width and $n$',
      title,
      caption,
      alt,
      spec: panels(list),
      tables,
    };
  };
  const judged = (claim: string, how: string) =>
    figure(
      claim,
      [claim],
      findingTitle(findingOf(verdicts, claim), 'ln(width ratio)', sentences(how)),
    );
  return [
    judged('E4a', 'a larger batch'),
    judged('E4b', 'a smaller learning rate'),
    figure(
      'E4c',
      ['E4a', 'E4b'],
      'The two low-noise minima, of similar n by different means, joined: shown, not judged',
    ),
    planesFigure({
      id: 'e4-planes',
      experiment: 'E4',
      claims: ['E4a', 'E4b'],
      net: 'ResNets on CIFAR-10 at the common train loss, the first of higher n than the others',
      title: 'Planes through minima of different n',
      points: tableOf(summary, 'e4-planes'),
      basins: tableOf(summary, 'e4-basins'),
    }),
  ];
};

export default e4Figures;
