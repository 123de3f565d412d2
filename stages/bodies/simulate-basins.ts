import {linearRegression} from 'simple-statistics';
import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {tidyTable} from '../../src/paper/table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {basinSgd, logOdds} from '../../src/theory/basin-sgd.ts';
import {crossingNoise, kramersRate, laplaceLogOdds} from '../../src/theory/basins.ts';
import {gibbsMasses, temperatureOf} from '../../src/theory/gibbs.ts';
import {expectation, type Grid, tabulate} from '../../src/theory/grid.ts';
import {passageTime} from '../../src/theory/passage-time.ts';
import {watchPassages} from '../../src/theory/passages.ts';
import {relaxationTime} from '../../src/theory/relaxation.ts';
import {basinsInPlane, basinsOnLine, type TwoBasins} from '../../src/theory/two-basins.ts';
import {measure, TheoryStudy} from '../kinds/theory-study.ts';
import type {simulateBasins} from '../simulate-basins.ts';

type Parameters = z.output<(typeof simulateBasins)['parameters']>;

interface Setting {
  readonly name: string;
  readonly basins: TwoBasins;
  readonly grids: readonly Grid[];
  /** Coarser: a time-dependent solution for every n and direction. */
  readonly passageGrids: readonly Grid[];
}
const settings: readonly Setting[] = [
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
/** In relaxation times. */
const burnIn = 4;
/** Steps between two looks at the chains. */
const every = 8;

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
function predict(setting: Setting, noise: number, gradientVariance: number) {
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
type Prediction = ReturnType<typeof predict>;

function simulate(
  parameters: Parameters,
  {basins, name}: Setting,
  {relaxation, noise}: Prediction,
  seed: number,
) {
  const {learningRate, gradientVariance, examples, chains, duration} = parameters;
  const batchSize = Math.round(learningRate / noise);
  const run = basinSgd(
    basins,
    {learningRate, batchSize, gradientVariance, examples, law: 'normal', chains},
    randomStream(seed, name, batchSize),
  );
  const stepsOf = (relaxations: number) => Math.ceil((relaxations * relaxation) / learningRate);
  run.advance(stepsOf(burnIn));
  const seen = watchPassages(basins, run, {
    steps: stepsOf(duration),
    every,
    stepTime: learningRate,
  });
  return {...seen, batchSize, logOdds: logOdds(seen.wideShare, seen.looks)};
}
type Seen = ReturnType<typeof simulate>;

/** The n where a line through (1/n, log-odds) is zero. */
function crossingOf(predictions: readonly Prediction[], seen: readonly Seen[]): number {
  const {m, b} = linearRegression(predictions.map(({noise}, i) => [1 / noise, seen[i].logOdds]));
  return -m / b;
}

const tradeOff = (predictions: readonly Prediction[], seen: readonly Seen[]): number =>
  linearRegression(predictions.map(({noise}, i) => [Math.log(noise), seen[i].logOdds])).m;

/** log(measured rate / Kramers), both directions together, on a line through T taken to T = 0. */
const kramersAtZero = (predictions: readonly Prediction[], seen: readonly Seen[]): number =>
  linearRegression(
    predictions.map(({temperature, kramersFromSharp, kramersFromWide}, i) => [
      temperature,
      Math.log(
        (seen[i].rateFromSharp + seen[i].rateFromWide) / (kramersFromSharp + kramersFromWide),
      ),
    ]),
  ).b;

/** log(measured/predicted) rate of either direction. */
const rateErrors = ({passageFromSharp, passageFromWide}: Prediction, seen: Seen): number[] => [
  Math.log(seen.rateFromSharp / passageFromSharp),
  Math.log(seen.rateFromWide / passageFromWide),
];

/** The trade-off of the slides as curves over n, a factor of 4 to either side of the crossing. */
const curveOf = (setting: Setting, gradientVariance: number) => {
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

export default (async ({parameters, outputs, seed, progress}) => {
  const {learningRate, batchSizes, gradientVariance, replicates} = parameters;
  const noises = batchSizes.map((batchSize) => learningRate / batchSize);
  const studies = settings.map((setting) => {
    const predictions = noises.map((noise) => predict(setting, noise, gradientVariance));
    const crossing = crossingNoise(setting.basins.wide, setting.basins.sharp, gradientVariance);
    const runs = Array.from({length: replicates}, (_, replicate) => {
      progress(replicate, replicates, `replicates ${setting.name}`);
      const own = randomStream(seed, replicate).int32();
      return predictions.map((prediction) => simulate(parameters, setting, prediction, own));
    });
    return {setting, predictions, crossing, runs};
  });
  const names = settings.map(({name}) => name);
  const perStudy = (
    criterion: string,
    conditions: string[],
    value: (study: (typeof studies)[number], seen: readonly Seen[]) => number[],
  ) =>
    measure(
      criterion,
      conditions,
      Array.from({length: replicates}, (_, replicate) =>
        studies.flatMap((study) => value(study, study.runs[replicate])),
      ),
    );

  await save(TheoryStudy, outputs.study, {
    claim: 'T3',
    replicates,
    measures: [
      perStudy(
        'log-odds',
        names.flatMap((name) => noises.map((noise) => `${name}, n = ${noise}`)),
        ({predictions}, seen) => predictions.map(({laplace}, i) => seen[i].logOdds - laplace),
      ),
      perStudy('crossing', names, ({predictions, crossing}, seen) => [
        Math.log(crossingOf(predictions, seen) / crossing),
      ]),
      perStudy('trade-off', names, ({predictions}, seen) => [tradeOff(predictions, seen)]),
      perStudy(
        'escape',
        names.flatMap((name) =>
          noises.flatMap((noise) =>
            ['sharp', 'wide'].map((from) => `${name}, from the ${from} basin, n = ${noise}`),
          ),
        ),
        ({predictions}, seen) => predictions.flatMap((p, i) => rateErrors(p, seen[i])),
      ),
      perStudy('kramers', names, ({predictions}, seen) => [kramersAtZero(predictions, seen)]),
    ],
    tables: [
      tidyTable(
        'theory-basins-odds',
        {
          setting: ['', 'loss'],
          noise: ['1', 'n = η/S'],
          replicate: ['', 'independent replicate'],
          wideShare: ['1', 'share of time in the wide basin'],
          logOdds: ['1', 'log of the odds of the wide basin'],
          startGap: [
            '1',
            'share of the wide basin: chains started there less those from the sharp',
          ],
          laplace: ['1', 'log(p_A/p_B) by the formula of the slides, A the wide basin'],
          gibbs: ['1', 'the same from the Gibbs density by quadrature'],
        },
        studies.flatMap(({setting, predictions, runs}) =>
          runs.flatMap((seen, replicate) =>
            predictions.map(({noise, laplace, gibbs}, i) => ({
              setting: setting.name,
              noise,
              replicate,
              wideShare: seen[i].wideShare,
              logOdds: seen[i].logOdds,
              startGap: seen[i].wideShareOf[1] - seen[i].wideShareOf[0],
              laplace,
              gibbs,
            })),
          ),
        ),
      ),
      tidyTable(
        'theory-basins-crossing',
        {
          setting: ['', 'loss'],
          replicate: ['', 'independent replicate'],
          found: ['1', 'n at which both basins are equally likely in simulation'],
          predicted: ['1', '4(L_A − L_B)/(σ² log(det H_B/det H_A))'],
        },
        studies.flatMap(({setting, predictions, crossing, runs}) =>
          runs.map((seen, replicate) => ({
            setting: setting.name,
            replicate,
            found: crossingOf(predictions, seen),
            predicted: crossing,
          })),
        ),
      ),
      tidyTable(
        'theory-basins-rates',
        {
          setting: ['', 'loss'],
          from: ['', 'the basin that is left'],
          noise: ['1', 'n = η/S'],
          temperature: ['loss', 'T = nσ²/2'],
          replicate: ['', 'independent replicate'],
          rate: ['1', 'passages per unit of ηt spent there'],
          kramers: ['1', 'Eyring–Kramers rate'],
          passage: ['1', '1/mean first-passage time of the Fokker–Planck equation'],
        },
        studies.flatMap(({setting, predictions, runs}) =>
          runs.flatMap((seen, replicate) =>
            predictions.flatMap((p, i) => {
              const shared = {
                setting: setting.name,
                noise: p.noise,
                temperature: p.temperature,
                replicate,
              };
              return [
                {
                  ...shared,
                  from: 'sharp',
                  rate: seen[i].rateFromSharp,
                  kramers: p.kramersFromSharp,
                  passage: p.passageFromSharp,
                },
                {
                  ...shared,
                  from: 'wide',
                  rate: seen[i].rateFromWide,
                  kramers: p.kramersFromWide,
                  passage: p.passageFromWide,
                },
              ];
            }),
          ),
        ),
      ),
      tidyTable(
        'theory-basins-curves',
        {
          setting: ['', 'loss'],
          noise: ['1', 'n = η/S'],
          laplace: ['1', 'log(p_A/p_B) by the formula of the slides'],
          gibbs: ['1', 'the same from the Gibbs density by quadrature'],
        },
        settings.flatMap((setting) => curveOf(setting, gradientVariance)),
      ),
    ],
    irregular: [],
    notes: [],
  });
}) satisfies StageBody<typeof simulateBasins>;
