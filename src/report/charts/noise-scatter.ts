import type {TopLevelSpec} from 'vega-lite';
import {noiseScale} from '../look/noise-scale.ts';
import {colour} from '../look/palette.ts';
import {logAxis} from './log-axis.ts';

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
  /** Title of the vertical axis, with its unit. */
  readonly quantity: string;
  readonly logarithmic: boolean;
}

/**
 * Every run as a point over η/S (logarithmic; redder is higher), its shape telling the batch size,
 * and the median of the counted runs at each η/S as a line.
 */
export function noiseScatter({points, quantity, logarithmic}: NoiseScatter): TopLevelSpec {
  const {domain, range} = noiseScale(points.map((point) => point.noise));
  const x = {
    field: 'noise',
    type: 'quantitative' as const,
    ...logAxis(domain, 'noise n = η/S'),
  };
  const y = {
    field: 'value',
    type: 'quantitative' as const,
    ...(logarithmic
      ? logAxis(
          points.map((point) => point.value),
          quantity,
        )
      : {title: quantity, scale: {zero: false}}),
  };
  return {
    data: {values: points.map((point) => ({...point}))},
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
}
