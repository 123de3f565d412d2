import {z} from 'zod';
import type {Table} from '../../paper/results.ts';
import {seriesGroups} from '../charts/groups.ts';
import {scatter} from '../charts/scatter.ts';
import {tip} from '../charts/tip.ts';
import type {Figure, FigureBuilder} from '../figure.ts';
import {findingOf} from '../finding.ts';
import {rowsOf, tableOf} from '../rows.ts';
import {
  accuracyFigure,
  fixedEpochsFigure,
  invariantFigure,
  matchingFigure,
  sharpnessFigure,
} from './width-and-n.ts';

const experiment = 'E2';
const net = '20-layer ReLU MLP without batch normalisation on Fashion-MNIST';

/** Slide "Width and n", 20-layer MLP: good initialisation (a), (b) and bad initialisation (c). */
export const e2Figures: FigureBuilder = (summary, verdicts) => {
  const good = {
    experiment,
    net: `${net}, well initialised`,
    runs: tableOf(summary, 'e2-good-runs'),
  };
  const bad = {experiment, net: `${net}, badly initialised`, runs: tableOf(summary, 'e2-bad-runs')};
  const found = (claim: string) => ({claim, finding: findingOf(verdicts, claim)});
  return [
    sharpnessFigure({...good, ...found('E2a'), id: 'e2a-sharpness'}),
    accuracyFigure({...good, ...found('E2b'), id: 'e2b-accuracy'}),
    sharpnessFigure({...bad, ...found('E2c'), id: 'e2c-sharpness'}),
    scanFigure(tableOf(summary, 'e2-scan')),
    matchingFigure(
      {id: 'e2-matching', experiment, claims: ['E2a', 'E2b', 'E2c']},
      tableOf(summary, 'e2-correlations'),
    ),
    fixedEpochsFigure({
      id: 'e2-fixed-epochs',
      experiment,
      claims: ['E2a', 'E2b'],
      net: good.net,
      runs: tableOf(summary, 'e2-good-fixed-epochs'),
    }),
    invariantFigure({...good, id: 'e2-good-invariant-sharpness', claims: ['E2a']}),
    invariantFigure({...bad, id: 'e2-bad-invariant-sharpness', claims: ['E2c']}),
  ];
};

/** A row of the scan over bad initialisations. */
const Scanned = z.object({
  std: z.number(),
  seed: z.number(),
  outcome: z.string(),
  validationAccuracy: z.number().nullable(),
});

function scanFigure(scan: Table): Figure {
  const points = rowsOf(scan, Scanned).flatMap(({std, seed, outcome, validationAccuracy}) =>
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
      y: {title: 'validation accuracy [%]'},
    }),
    tables: [scan],
  };
}
