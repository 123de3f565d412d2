import {linearRegression} from 'simple-statistics';
import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {passagesAtRest} from '../../src/theory/basin-passages.ts';
import {crossingNoise, kramersRate, laplaceLogOdds} from '../../src/theory/basins.ts';
import {gibbsMasses, temperatureOf} from '../../src/theory/gibbs.ts';
import {expectation, type Grid, tabulate} from '../../src/theory/grid.ts';
import {passageTime} from '../../src/theory/passage-time.ts';
import {relaxationTime} from '../../src/theory/relaxation.ts';
import {basinsInPlane, basinsOnLine, type TwoBasins} from '../../src/theory/two-basins.ts';
import type {T3Parameters} from './parameters.ts';

type Parameters = z.output<typeof T3Parameters>;

export interface Setting {
  readonly name: string;
  readonly basins: TwoBasins;
  readonly grids: readonly Grid[];
  /** Coarser: a time-dependent solution for every n and direction. */
  readonly passageGrids: readonly Grid[];
}
export const settings: readonly Setting[] = [
  {
    name: 'on a line',
    basins: basinsOnLine,
    grids: [{lower: -3.5, upper: 5.5, cells: 1800}],
    passageGrids: [{lower: -3.5, upper: 5.5, cells: 900}],
  },
  {
    name: 'in the plane',
    basins: basinsInPlane,
    grids: [
      {lower: -3.5, upper: 5, cells: 120},
      {lower: -4, upper: 5, cells: 120},
    ],
    passageGrids: [
      {lower: -3.5, upper: 5, cells: 80},
      {lower: -4, upper: 5, cells: 80},
    ],
  },
];

/** Exact log-odds of the wide basin under the Gibbs law, by quadrature. */
function gibbsLogOdds({basins, grids}: Setting, temperature: number): number {
  const masses = gibbsMasses(basins.landscape, temperature, grids);
  const wide = expectation(
    masses,
    tabulate(grids, (point) => Number(basins.inWide(point))),
  );
  return Math.log(wide / (1 - wide));
}

/** What theory says of one setting at one n; rates per unit of ηt. */
export function predict(setting: Setting, noise: number, gradientVariance: number) {
  const {sharp, wide, saddle} = setting.basins;
  const temperature = temperatureOf(noise, gradientVariance);
  const relaxation = relaxationTime(setting.basins, temperature, setting.grids);
  const passage = (from: 'sharp' | 'wide') =>
    1 / passageTime(setting.basins, temperature, from, {grids: setting.passageGrids, step: 0.05});
  return {
    noise,
    temperature,
    relaxation,
    laplace: laplaceLogOdds(wide, sharp, temperature),
    gibbs: gibbsLogOdds(setting, temperature),
    kramersFromSharp: kramersRate(sharp, saddle, temperature),
    kramersFromWide: kramersRate(wide, saddle, temperature),
    passageFromSharp: passage('sharp'),
    passageFromWide: passage('wide'),
  };
}
export type Prediction = ReturnType<typeof predict>;

export function simulate(
  parameters: Parameters,
  {basins, name}: Setting,
  {relaxation, noise}: Prediction,
  seed: number,
) {
  const {learningRate, gradientVariance, examples, chains, duration} = parameters;
  const batchSize = Math.round(learningRate / noise);
  const seen = passagesAtRest(
    basins,
    {learningRate, batchSize, gradientVariance, examples, law: 'normal', chains},
    {relaxation, duration},
    randomStream(seed, name, batchSize),
  );
  return {...seen, batchSize};
}
export type Seen = ReturnType<typeof simulate>;

/** The n where a line through (1/n, log-odds) is zero. */
export function crossingOf(predictions: readonly Prediction[], seen: readonly Seen[]): number {
  const {m, b} = linearRegression(predictions.map(({noise}, i) => [1 / noise, seen[i].logOdds]));
  return -m / b;
}

export const tradeOff = (predictions: readonly Prediction[], seen: readonly Seen[]): number =>
  linearRegression(predictions.map(({noise}, i) => [Math.log(noise), seen[i].logOdds])).m;

/** log(measured rate / Kramers), both directions together, on a line through T taken to T = 0. */
export const kramersAtZero = (predictions: readonly Prediction[], seen: readonly Seen[]): number =>
  linearRegression(
    predictions.map(({temperature, kramersFromSharp, kramersFromWide}, i) => [
      temperature,
      Math.log(
        (seen[i].rateFromSharp + seen[i].rateFromWide) / (kramersFromSharp + kramersFromWide),
      ),
    ]),
  ).b;

/** log(measured/predicted) rate of either direction. */
export const rateErrors = (
  {passageFromSharp, passageFromWide}: Prediction,
  seen: Seen,
): number[] => [
  Math.log(seen.rateFromSharp / passageFromSharp),
  Math.log(seen.rateFromWide / passageFromWide),
];

/** The trade-off of the slides as curves over n, a factor of 4 to either side of the crossing. */
export const curveOf = (setting: Setting, gradientVariance: number) => {
  const {sharp, wide} = setting.basins;
  const crossing = crossingNoise(wide, sharp, gradientVariance);
  return Array.from({length: 41}, (_, k) => {
    const noise = crossing * 4 ** (k / 20 - 1);
    const temperature = temperatureOf(noise, gradientVariance);
    return {
      setting: setting.name,
      noise,
      laplace: laplaceLogOdds(wide, sharp, temperature),
      gibbs: gibbsLogOdds(setting, temperature),
    };
  });
};
