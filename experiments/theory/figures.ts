import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf} from '../../src/report/finding.ts';
import {escapeFigure, tradeOffFigure} from './figures/basins.ts';
import {covarianceFigure} from './figures/covariance.ts';
import {densityFigure, distanceFigure, limitFigure} from './figures/endpoint.ts';
import {dynamicsFigure, solutionFigure} from './figures/fokker-planck.ts';
import {familyFigure, reparametrizationFigure} from './figures/maps.ts';
import {breakdownFigure, rescalingFigure} from './figures/rescaling.ts';

/** The theory half of the talk; figures of a study that did not finish are left out. */
export const theoryFigures: FigureBuilder = (summary, verdicts) => {
  const of = (claim: string) => findingOf(verdicts, claim);
  const builders = {
    T1: [
      () => densityFigure(summary, of('T1')),
      () => distanceFigure(summary),
      () => limitFigure(summary),
    ],
    T2: [() => solutionFigure(summary, of('T2')), () => dynamicsFigure(summary)],
    T3: [() => tradeOffFigure(summary, of('T3')), () => escapeFigure(summary)],
    T4: [() => rescalingFigure(summary, of('T4')), () => breakdownFigure(summary)],
    T5: [() => reparametrizationFigure(summary, of('T5'))],
    T6: [() => familyFigure(summary, of('T6'))],
    T7: [() => covarianceFigure(summary, of('T7'))],
  };
  return Object.entries(builders)
    .filter(([claim]) => summary.evidence.some((evidence) => evidence.claim === claim))
    .flatMap(([, figures]) => figures.map((figure) => figure()));
};

export default theoryFigures;
