import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf} from '../../src/report/finding.ts';
import {finiteDifferenceFigure} from './estimator-figure.ts';
import {spectraFigure} from './spectra-figure.ts';
import {
  accuracyFigure,
  fixedEpochsFigure,
  invariantFigure,
  matchingFigure,
  sharpnessFigure,
} from '../width-and-n/figures.ts';
import * as tables from './tables.ts';

/** Slide "Width and n", panels (a) and (b): 4-layer batch-normalised MLP. */
export default ((summary, verdicts) => {
  const of = '4-layer MLP';
  const shared = {
    experiment: 'E1',
    net: '4-layer batch-normalised ReLU MLP on Fashion-MNIST',
    runs: tables.runs.read(summary),
  };
  return [
    sharpnessFigure({
      ...shared,
      id: 'e1a-sharpness',
      claim: 'E1a',
      finding: findingOf(verdicts, 'E1a'),
    }),
    accuracyFigure({
      ...shared,
      id: 'e1b-accuracy',
      claim: 'E1b',
      finding: findingOf(verdicts, 'E1b'),
    }),
    matchingFigure(
      {id: 'e1-matching', experiment: 'E1', claims: ['E1a', 'E1b'], of},
      tables.correlations.read(summary),
    ),
    fixedEpochsFigure({
      id: 'e1-fixed-epochs',
      experiment: 'E1',
      claims: ['E1a', 'E1b'],
      net: shared.net,
      of,
      runs: tables.fixedEpochs.read(summary),
    }),
    invariantFigure({...shared, id: 'e1-invariant-sharpness', claims: ['E1a'], of}),
    finiteDifferenceFigure(
      {id: 'e1-finite-differences', experiment: 'E1', claims: ['E1a'], net: shared.net},
      tables.estimators.read(summary),
    ),
    spectraFigure(
      {id: 'e1-spectra', experiment: 'E1', claims: ['E1a'], net: shared.net},
      tables.spectra.read(summary),
      tables.density.read(summary),
    ),
  ];
}) satisfies FigureBuilder;
