import type {FigureBuilder} from '../figure.ts';
import {findingOf} from '../finding.ts';
import {tableOf} from '../rows.ts';
import {finiteDifferenceFigure} from './estimators.ts';
import {spectraFigure} from './spectra.ts';
import {
  accuracyFigure,
  fixedEpochsFigure,
  invariantFigure,
  matchingFigure,
  sharpnessFigure,
} from './width-and-n.ts';

/** Slide "Width and n", panels (a) and (b): 4-layer batch-normalised MLP. */
export const e1Figures: FigureBuilder = (summary, verdicts) => {
  const shared = {
    experiment: 'E1',
    net: '4-layer batch-normalised ReLU MLP on Fashion-MNIST',
    runs: tableOf(summary, 'e1-runs'),
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
      {id: 'e1-matching', experiment: 'E1', claims: ['E1a', 'E1b']},
      tableOf(summary, 'e1-correlations'),
    ),
    fixedEpochsFigure({
      id: 'e1-fixed-epochs',
      experiment: 'E1',
      claims: ['E1a', 'E1b'],
      net: shared.net,
      runs: tableOf(summary, 'e1-fixed-epochs'),
    }),
    invariantFigure({...shared, id: 'e1-invariant-sharpness', claims: ['E1a']}),
    finiteDifferenceFigure(
      {id: 'e1-finite-differences', experiment: 'E1', claims: ['E1a'], net: shared.net},
      tableOf(summary, 'e1-estimators'),
    ),
    spectraFigure(
      {id: 'e1-spectra', experiment: 'E1', claims: ['E1a'], net: shared.net},
      tableOf(summary, 'e1-spectra'),
      tableOf(summary, 'e1-density'),
    ),
  ];
};
