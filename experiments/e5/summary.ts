import type {Curvature} from '../../src/curvature/record.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf, type Probe} from '../../src/study/observations.ts';
import type {Settings} from '../../src/study/settings.ts';
import type {Row} from '../../src/tables/declare.ts';
import {line} from '../../stages/interpolate/record.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {plane} from '../../stages/survey-plane/record.ts';
import {hessianColumns} from '../shared/hessian.ts';
import {curveRows, endRows, widthEvidence} from '../shared/lines.ts';
import {planeRows} from '../shared/planes.ts';
import {claims} from './claims.ts';
import {E5Settings} from './settings.ts';
import * as tables from './tables.ts';

/** Loss along the line between VGGs of equal n. */
export default ((observations) => {
  const lines = probesOf(observations, line);
  const planes = planeRows(probesOf(observations, plane));
  const to = (beta: number) => lines.filter((each) => betaOf(each) === beta);
  const panelOf = (each: (typeof lines)[number]) => tables.panelOf(betaOf(each));
  return {
    evidence: [widthEvidence(claims, 'E5a', to(4)), widthEvidence(claims, 'E5b', to(0.25))],
    tables: [
      tables.ends.fill(endRows(lines, panelOf)),
      tables.curves.fill(curveRows(lines, panelOf)),
      tables.norms.fill(probesOf(observations, curvature).flatMap(normRow)),
      tables.planes.fill(planes.points),
      tables.basins.fill(planes.basins),
    ],
  };
}) satisfies Summarize;

const betaOf = ({settings}: {readonly settings: Settings}) => E5Settings.parse(settings).beta;

function normRow({
  node,
  at: [{run, missedTarget}],
  found,
}: Probe<Curvature>): Row<typeof tables.norms>[] {
  if (found === undefined) return [];
  const {loss} = found;
  const of = {node, beta: betaOf(run), seed: run.replicate, missedTarget};
  return [{...of, ...hessianColumns(found), trainLoss: loss}];
}
