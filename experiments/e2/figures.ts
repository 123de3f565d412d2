import type {Read} from '../../src/tables/declare.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf} from '../../src/report/finding.ts';
import {chanceOfAccuracy} from '../shared/chance.ts';
import {
  accuracyFigure,
  fixedEpochsFigure,
  invariantFigure,
  matchingFigure,
  sharpnessFigure,
} from '../width-and-n/figures.ts';
import * as tables from './tables.ts';

const experiment = 'E2';
const of = '20-layer MLP';
const net = '20-layer ReLU MLP without batch normalisation on Fashion-MNIST';

/** Slide "Width and n", 20-layer MLP: good initialisation (a), (b) and bad initialisation (c). */
export default ((summary, verdicts) => {
  const good = {
    experiment,
    net: `${net}, well initialised`,
    runs: tables.goodRuns.read(summary),
  };
  const bad = {experiment, net: `${net}, badly initialised`, runs: tables.badRuns.read(summary)};
  const found = (claim: string) => ({claim, finding: findingOf(verdicts, claim)});
  return [
    sharpnessFigure({...good, ...found('E2a'), id: 'e2a-sharpness'}),
    accuracyFigure({...good, ...found('E2b'), id: 'e2b-accuracy'}),
    sharpnessFigure({...bad, ...found('E2c'), id: 'e2c-sharpness'}),
    scanFigure(tables.scan.read(summary)),
    matchingFigure(
      {id: 'e2-matching', experiment, claims: ['E2a', 'E2b', 'E2c'], of},
      tables.correlations.read(summary),
    ),
    fixedEpochsFigure({
      id: 'e2-fixed-epochs',
      experiment,
      claims: ['E2a', 'E2b'],
      net: good.net,
      of: `${of}, good initialisation`,
      runs: tables.goodFixedEpochs.read(summary),
    }),
    invariantFigure({
      ...good,
      id: 'e2-good-invariant-sharpness',
      claims: ['E2a'],
      of: `${of}, good initialisation`,
    }),
    invariantFigure({
      ...bad,
      id: 'e2-bad-invariant-sharpness',
      claims: ['E2c'],
      of: `${of}, bad initialisation`,
    }),
  ];
}) satisfies FigureBuilder;

function scanFigure({table, rows}: Read<typeof tables.scan>): Figure {
  const points = rows.flatMap(({std, seed, outcome, validationAccuracy}) =>
    validationAccuracy === null
      ? []
      : [
          {
            group: 'runs',
            x: std,
            y: 100 * validationAccuracy,
            counted: outcome !== 'diverged' && outcome !== 'stuck',
            tip: tip(
              `std ${std}, seed ${seed}`,
              `validation accuracy ${(100 * validationAccuracy).toFixed(1)}%`,
              outcome,
            ),
          },
        ],
  );
  const trained = [...new Set(points.filter(({counted}) => counted).map(({x}) => x))];
  return {
    id: 'e2-scan',
    experiment,
    claims: ['E2c'],
    slide: 'Width and $n$',
    title: `Of the bad initialisations, ${trained.length === 0 ? 'none trains' : `std ${trained.sort((a, b) => a - b).join(', ')} train`}`,
    caption:
      'The slides do not say what bad initialisation means. Here weights are drawn from a Gaussian of one standard deviation for all layers (He’s would be 0.2); each point is one training with that deviation, hollow when it was stuck or diverged, and the line joins the medians.',
    alt: `Validation accuracy by standard deviation of the weights: ${points.map((point) => point.tip).join('; ')}.`,
    spec: scatter({
      points,
      groups: seriesGroups(['runs']),
      x: {title: 'standard deviation of the initial weights'},
      y: {title: 'validation accuracy [%]', chance: chanceOfAccuracy},
    }),
    tables: [table],
  };
}
