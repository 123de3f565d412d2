import {noiseLevel, noiseScale} from '../look/noise-scale.ts';
import {colour} from '../look/palette.ts';
import {axis, hasPlace, type AxisOptions} from './axis.ts';
import {withChance} from './chance.ts';
import type {Panel} from './panel.ts';

/** One training, as a point of a scatter over the noise. */
export interface NoisePoint {
  /** η/S of the run. */
  readonly noise: number;
  readonly value: number;
  readonly batchSize: number;
  /** Drawn hollow when false: shown, but not part of the comparison (it was capped, say). */
  readonly counted: boolean;
  /** See `tip`. */
  readonly tip: string;
}

export interface NoiseScatter {
  readonly points: readonly NoisePoint[];
  readonly y: AxisOptions;
}

/**
 * Every run as a point over η/S (logarithmic; redder is higher), its shape telling the batch size,
 * and the median of the counted runs at each η/S as a line.
 */
export function noiseScatter({points, y: vertical}: NoiseScatter): Panel {
  const {domain, range} = noiseScale(points.map((point) => point.noise));
  const x = axis('noise', domain, {title: 'noise n = η/S', logarithmic: true});
  const values = points.map((point) => point.value);
  const y = axis('value', values, vertical);
  const panel: Panel = {
    data: {
      values: points
        .filter(({value}) => hasPlace(value, vertical))
        .map((point) => ({...point, noise: noiseLevel(point.noise)})),
    },
    encoding: {x, y},
    layer: [
      {
        transform: [{filter: 'datum.counted'}],
        mark: {type: 'line', color: colour('muted'), strokeWidth: 1.2},
        encoding: {y: {...y, aggregate: 'median'}, description: {value: 'median'}},
      },
      {
        mark: {type: 'point'},
        encoding: {
          shape: {
            field: 'batchSize',
            type: 'nominal',
            sort: 'ascending',
            title: 'batch size S',
            legend: {encoding: {symbols: {fill: {value: colour('muted')}}}},
          },
          stroke: {field: 'noise', type: 'nominal', scale: {domain, range}, legend: null},
          fill: {
            condition: {
              test: 'datum.counted',
              field: 'noise',
              type: 'nominal',
              scale: {domain, range},
              legend: null,
            },
            value: colour('paper'),
          },
          description: {field: 'tip'},
        },
      },
    ],
  };
  return withChance(panel, values, vertical);
}
