import {max, median} from 'simple-statistics';
import {noiseScatter} from '../../src/report/charts/noise-scatter.ts';
import {panels} from '../../src/report/charts/panel.ts';
import type {Figure} from '../../src/report/figure.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {describeScatter, noisePoints} from '../shared/noise-points.ts';
import type * as tables from './tables.ts';

type Estimators = Row<typeof tables.estimators>;

/** What the estimator of the paper gives, and how far it is from the exact one: shown, not judged. */
export function finiteDifferenceFigure(
  panel: Pick<Figure, 'id' | 'experiment' | 'claims'> & {readonly net: string},
  {table, rows}: Read<typeof tables.estimators>,
): Figure {
  const {net, ...rest} = panel;
  const norms = noisePoints(rows, ({finiteDifference, finiteDifferenceError, exact}) => [
    finiteDifference,
    `‖H‖ = ${formatNumber(finiteDifference)} ± ${formatNumber(finiteDifferenceError, 2)} by finite differences`,
    `${formatNumber(exact)} by exact products`,
  ]);
  const gaps = noisePoints(rows, ({disagreement}) =>
    disagreement > 0
      ? [100 * disagreement, `products differ by ${formatNumber(100 * disagreement, 2)}%`]
      : undefined,
  );
  const words =
    rows.length === 0
      ? 'none was measured'
      : `with the medians of ${formatNumber(median(rows.map(({probes}) => probes)))} products an endpoint and of ε‖v‖ = ${formatNumber(
          median(rows.map(({step}) => step)),
          2,
        )}`;
  return {
    ...rest,
    slide: 'Width and $n$',
    title: `The paper’s finite differences beside exact products${errorOf(rows)}`,
    caption: `The same endpoints of the ${net}, ${words}. The paper takes Hv ≈ (g(θ + εv) − g(θ))/ε with random v ~ N(0, I), and ‖H‖ as the root of the mean ‖Hv‖². Here ε = 0.1·(1 + ‖θ‖)/‖v‖. The gradient of a ReLU network jumps wherever a unit changes sides; these jumps add to ‖Hv‖ like ε^−½, truncation like ε, and their sum is least near a tenth of ‖θ‖. A smaller ε makes it worse, not better: the estimator has no limit. Right: the mean of ‖Hv − FD(v)‖/‖Hv‖ over the same v, with exact products Hv. Errors in the tips are one standard error of the random v. All verdicts rest on exact products; hollow points never reached the common train loss.`,
    alt: `Two scatter plots against n. ${describeScatter('the norm by finite differences, logarithmic,', norms)} ${describeScatter('the difference to exact products in percent, logarithmic,', gaps)}`,
    spec: panels([
      {
        title: 'Norm by finite differences',
        panel: noiseScatter({
          points: norms,
          y: {title: '‖H‖, finite differences', logarithmic: true},
        }),
      },
      {
        title: 'Difference to exact products',
        panel: noiseScatter({
          points: gaps,
          y: {title: '‖Hv − FD(v)‖/‖Hv‖ [%]', logarithmic: true},
        }),
      },
    ]),
    tables: [table],
  };
}

/** `: the norm is off by 0.3% in the median, 1.2% at most`. */
function errorOf(rows: readonly Estimators[]): string {
  if (rows.length === 0) return '';
  const off = rows.map((row) => 100 * Math.abs(row.finiteDifference / row.exact - 1));
  return `: the norm is off by ${formatNumber(median(off), 2)}% in the median, ${formatNumber(max(off), 2)}% at most`;
}
