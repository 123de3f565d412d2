import {heatMap, type HeatCell} from '../../src/report/charts/heat-map.ts';
import {panels, type Panel} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {formatNumber, formatScientific} from '../../src/report/format/number.ts';
import type {ReadTable} from '../../src/tables/declare.ts';
import {
  basinRise,
  type Basin,
  type basinColumns,
  type planeColumns,
  type PlanePoint,
} from './plane-columns.ts';

/** Rises of the loss at which the shade changes [nat]: the same in every figure of planes. */
const levels = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** What the planes of one experiment are shown for. */
export interface Planes {
  readonly id: string;
  readonly experiment: string;
  readonly claims: readonly string[];
  /** The network, the data and the endpoints, for the caption. */
  readonly net: string;
  readonly title: string;
  readonly points: ReadTable<typeof planeColumns>;
  readonly basins: ReadTable<typeof basinColumns>;
}

/** The planes of the first replicate side by side; those of the others are in the tables. */
export function planesFigure({points, basins, net, ...panel}: Planes): Figure {
  const {rows: centres} = basins;
  const seed = Math.min(...centres.map((centre) => centre.seed));
  const shown = centres.filter((centre) => centre.seed === seed);
  const list = shown.map((centre) => ({
    title: titleOf(centre),
    panel: planeOf(points.rows.filter((point) => isOf(point, centre))),
  }));
  const words = shown.map(
    ({endpoint, trainLoss, basinShare}) =>
      `${endpoint}: train loss ${formatNumber(trainLoss)} in the middle, ${formatNumber(percent(basinShare))}% of the plane within ${basinRise} nat of it`,
  );
  const found = words.length === 0 ? 'No plane was surveyed.' : `${words.join('; ')}.`;
  return {
    ...panel,
    slide: 'Width and $n$',
    caption: `The train loss around endpoints of ${net}, above that in the middle, on planes along two random directions. Each direction is filter-normalised (Li et al. 2018): at a distance of 1 every filter has moved by its own norm, so that rescaling filters changes nothing; biases and batch-norm scales move by the norm of their vector. The directions are drawn alike for all endpoints of a seed, and batch-norm statistics are recomputed at every point. All panels share one scale of shades. ${seedWords(centres, seed)}${found}${marks(shown)} Shown, not judged.`,
    alt: `Heat maps of the rise of the train loss around an endpoint, on a random plane. ${found}`,
    spec: panels(list.length === 0 ? [{title: '', panel: planeOf([])}] : list, 3),
    tables: [basins.table, points.table],
  };
}

const isOf = (point: PlanePoint, {endpoint, seed}: Basin) =>
  point.endpoint === endpoint && point.seed === seed;

const percent = (share: number | null) => (share === null ? null : 100 * share);

const titleOf = ({endpoint, noise, missedTarget}: Basin): string =>
  `${endpoint}${noise === null ? '' : `, n = ${formatScientific(noise, 2)}`}${missedTarget ? ', missed target' : ''}`;

/** Every point as a cell around it; the one in the middle is where the run ended. */
function planeOf(points: readonly PlanePoint[]): Panel {
  const axis = [...new Set(points.map(({first}) => first))];
  const half = axis.length < 2 ? 0 : (axis[1] - axis[0]) / 2;
  const cells = points.flatMap((point): HeatCell[] => {
    const {endpoint, seed, first, second, trainRise} = point;
    if (trainRise === null) return [];
    return [
      {
        x: first - half,
        x2: first + half,
        y: second - half,
        y2: second + half,
        value: trainRise,
        tip: tip(
          `${endpoint}, seed ${seed}`,
          `(${formatNumber(first)}, ${formatNumber(second)}): ${formatNumber(trainRise)} nat above the middle`,
        ),
      },
    ];
  });
  return heatMap({
    cells,
    x: {title: 'first direction'},
    y: {title: 'second direction'},
    quantity: 'rise of the train loss [nat]',
    levels,
  });
}

function seedWords(centres: readonly Basin[], seed: number): string {
  const others = new Set(centres.map((centre) => centre.seed)).size - 1;
  if (others < 0) return '';
  if (others === 0) return `Seed ${seed}. `;
  return `Seed ${seed}; ${others} more ${others === 1 ? 'seed is' : 'seeds are'} in the data. `;
}

/** What a reader must not overlook in these panels. */
function marks(shown: readonly Basin[]): string {
  const missed = shown.filter(({missedTarget}) => missedTarget).length;
  const blank = shown.reduce((sum, {notFinite}) => sum + notFinite, 0);
  return [
    missed > 0 && ` ${missed} of these runs missed the common train loss: shown where they ended.`,
    blank > 0 && ` ${blank} blank cells have no finite loss.`,
  ]
    .filter((text) => text !== false)
    .join('');
}
