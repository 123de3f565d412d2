import type {Interpolation} from '../../src/curvature/record.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf, type Probe} from '../../src/study/observations.ts';
import {line} from '../../stages/interpolate/record.ts';
import {plane} from '../../stages/survey-plane/record.ts';
import {curvatureEvidence, curveRows, endRows} from '../shared/lines.ts';
import {planeRows} from '../shared/planes.ts';
import {claims} from './claims.ts';
import {E4Settings} from './settings.ts';
import * as tables from './tables.ts';

/**
 * Loss along the line between ResNets of different n. In both judged panels the right end has the
 * lower n, so that ln(right curvature / left curvature) is that of the lower-n end over the higher-n end.
 */
export default ((observations) => {
  const lines = probesOf(observations, line);
  const planes = planeRows(probesOf(observations, plane));
  const of = (panel: string) => lines.filter((each) => panelOf(each) === panel);
  return {
    evidence: ['E4a', 'E4b'].map((id) => curvatureEvidence(claims, id, of(id))),
    tables: [
      tables.ends.fill(endRows(lines, panelOf)),
      tables.curves.fill(curveRows(lines, panelOf)),
      tables.planes.fill(planes.points),
      tables.basins.fill(planes.basins),
    ],
  };
}) satisfies Summarize;

const panelOf = ({settings}: Probe<Interpolation>) => E4Settings.parse(settings).panel;
