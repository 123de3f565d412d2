import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyContext,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import {crossingNoise} from '../../src/theory/basins.ts';
import {
  settings,
  predict,
  simulate,
  crossingOf,
  tradeOff,
  kramersAtZero,
  rateErrors,
  curveOf,
  type Seen,
  type Setting,
} from './basins.ts';
import {T3Parameters} from './parameters.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof T3Parameters>;
type Explored = ReturnType<typeof explore>;
type Rows = RowsOf<typeof tables>;

/** SGD between two basins, on a line and in a plane: occupancy, crossing n and escape rates. */
export default defineStudy(T3Parameters, (parameters, context): StudyFindings<Rows> => {
  const explored = settings.map((setting) => explore(parameters, setting, context));
  return {
    replicates: parameters.replicates,
    measures: measuresOf(parameters, explored),
    rows: {
      odds: explored.flatMap(oddsOf),
      crossing: explored.flatMap(crossingsOf),
      rates: explored.flatMap(ratesOf),
      curves: settings.flatMap((setting) => curveOf(setting, parameters.gradientVariance)),
    },
  };
});

const noisesOf = ({learningRate, batchSizes}: Parameters) =>
  batchSizes.map((batchSize) => learningRate / batchSize);

/** What theory says of one setting at every n, and what every replicate shows there. */
function explore(parameters: Parameters, setting: Setting, context: StudyContext) {
  const {gradientVariance, replicates} = parameters;
  const {sharp, wide} = setting.basins;
  const predictions = noisesOf(parameters).map((noise) =>
    predict(setting, noise, gradientVariance),
  );
  return {
    setting: setting.name,
    predictions,
    crossing: crossingNoise(wide, sharp, gradientVariance),
    runs: eachReplicate(replicates, context, `replicates ${setting.name}`, (replicate) => {
      const own = randomStream(context.seed, replicate).int32();
      return predictions.map((prediction) => simulate(parameters, setting, prediction, own));
    }),
  };
}

function measuresOf(parameters: Parameters, explored: readonly Explored[]) {
  const names = explored.map(({setting}) => setting);
  const noises = noisesOf(parameters);
  const inEverySetting = (
    criterion: string,
    conditions: string[],
    value: (one: Explored, seen: readonly Seen[]) => number[],
  ) =>
    measure(
      criterion,
      conditions,
      Array.from({length: parameters.replicates}, (_, replicate) =>
        explored.flatMap((one) => value(one, one.runs[replicate])),
      ),
    );
  return [
    inEverySetting(
      'log-odds',
      names.flatMap((name) => noises.map((noise) => `${name}, n = ${noise}`)),
      ({predictions}, seen) => predictions.map(({laplace}, i) => seen[i].logOdds - laplace),
    ),
    inEverySetting('crossing', names, ({predictions, crossing}, seen) => [
      Math.log(crossingOf(predictions, seen) / crossing),
    ]),
    inEverySetting('trade-off', names, ({predictions}, seen) => [tradeOff(predictions, seen)]),
    inEverySetting(
      'escape',
      names.flatMap((name) =>
        noises.flatMap((noise) =>
          ['sharp', 'wide'].map((from) => `${name}, from the ${from} basin, n = ${noise}`),
        ),
      ),
      ({predictions}, seen) => predictions.flatMap((p, i) => rateErrors(p, seen[i])),
    ),
    inEverySetting('kramers', names, ({predictions}, seen) => [kramersAtZero(predictions, seen)]),
  ];
}

const oddsOf = ({setting, predictions, runs}: Explored): Rows['odds'] =>
  runs.flatMap((seen, replicate) =>
    predictions.map(({noise, laplace, gibbs}, i) => ({
      setting,
      noise,
      replicate,
      wideShare: seen[i].wideShare,
      logOdds: seen[i].logOdds,
      startGap: seen[i].wideShareOf[1] - seen[i].wideShareOf[0],
      laplace,
      gibbs,
    })),
  );

/** Where the odds do not depend on n, no n has equal ones. */
const crossingsOf = ({setting, predictions, crossing, runs}: Explored): Rows['crossing'] =>
  runs.map((seen, replicate) => {
    const found = crossingOf(predictions, seen);
    return {
      setting,
      replicate,
      found: Number.isFinite(found) ? found : null,
      predicted: crossing,
    };
  });

const ratesOf = ({setting, predictions, runs}: Explored): Rows['rates'] =>
  runs.flatMap((seen, replicate) =>
    predictions.flatMap(({noise, temperature, ...predicted}, i) => [
      {
        ...{setting, noise, temperature, replicate},
        from: 'sharp',
        rate: seen[i].rateFromSharp,
        kramers: predicted.kramersFromSharp,
        passage: predicted.passageFromSharp,
      },
      {
        ...{setting, noise, temperature, replicate},
        from: 'wide',
        rate: seen[i].rateFromWide,
        kramers: predicted.kramersFromWide,
        passage: predicted.passageFromWide,
      },
    ]),
  );
