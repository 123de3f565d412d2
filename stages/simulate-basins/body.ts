import {randomStream} from '../../src/compute/random.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {crossingNoise} from '../../src/theory/basins.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {simulateBasins} from './stage.ts';
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
} from './basin-settings.ts';

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
