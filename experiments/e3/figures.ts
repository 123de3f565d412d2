import {noiseScatter, type NoisePoint} from '../../src/report/charts/noise-scatter.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {runName, tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber, formatScientific} from '../../src/report/format/number.ts';
import {noiseLevel} from '../../src/report/look/noise-scale.ts';
import {distinct, mean} from '../../src/stats/by-seed.ts';
import type {Row} from '../../src/tables/declare.ts';
import {chanceOfAccuracy} from '../shared/chance.ts';
import * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;

/** Slide "WARNING": validation accuracy of ResNets over a wide range of n. */
export default ((summary, verdicts) => {
  const {table, rows: runs} = tables.runs.read(summary);
  const levels = accuracyByNoise(runs);
  const best = highest(levels);
  const place = best === undefined ? 'no n' : `n = ${formatScientific(best.noise, 2)}`;
  const inner = best !== levels.at(0) && best !== levels.at(-1);
  const seen = `(the mean is highest at ${place}, ${inner ? 'inside' : 'at the edge of'} the grid)`;
  const diverged = runs.filter(isDiverged).length;
  const spec = noiseScatter({
    points: runs.map(pointOf),
    y: {title: 'validation accuracy [%]', chance: chanceOfAccuracy},
  });
  return [
    {
      id: 'e3-peak',
      experiment: 'E3',
      claims: ['E3'],
      slide: 'WARNING',
      title: findingTitle(
        findingOf(verdicts, 'E3'),
        'accuracy at η = 0.5 above the highest finite η',
        {
          supported: `More noise is not always better ${seen}`,
          contradicted: `Accuracy does not fall towards the highest noise ${seen}`,
          inconclusive: `Whether accuracy falls towards the highest noise stays open ${seen}`,
          'not run': 'Noise and validation accuracy of ResNets, without a verdict',
        },
      ),
      caption: `Each point is one training of the ResNet on CIFAR-10 (${runs.length} in all) after the same number of epochs. Redder is higher n, the shape tells the batch size, and the line joins the medians of the runs that did not diverge. ${diverged === 0 ? 'None diverged.' : `The ${diverged} hollow ones diverged: they stand at the accuracy of guessing, and are not compared.`} The dashed line marks the n of the highest mean. The interval in the title is 95%, over seeds.`,
      alt: `Scatter plot of validation accuracy against the noise η/S, logarithmic. Means: ${levels.map(({noise, accuracy}) => `${formatNumber(100 * accuracy)}% at ${formatScientific(noise, 2)}`).join(', ')}. ${diverged} of ${runs.length} runs diverged.`,
      spec: best === undefined ? spec : withReference(spec, 'x', [best.noise]),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

const isDiverged = ({outcome}: Run): boolean => outcome === 'diverged';

const pointOf = (run: Run): NoisePoint => ({
  noise: run.noise,
  batchSize: run.batchSize,
  value: 100 * run.validationAccuracy,
  counted: !isDiverged(run),
  tip: tip(
    runName(run),
    `validation accuracy ${(100 * run.validationAccuracy).toFixed(1)}%`,
    ...(isDiverged(run) ? ['diverged'] : []),
  ),
});

/** Mean validation accuracy of one n. */
interface Level {
  readonly noise: number;
  readonly accuracy: number;
}

/** By rising n; diverged runs count with what the table gives them. */
const accuracyByNoise = (runs: readonly Run[]): Level[] =>
  distinct(runs.map(({noise}) => noiseLevel(noise))).map((noise) => {
    const own = runs.filter((run) => noiseLevel(run.noise) === noise);
    return {noise, accuracy: mean(own.map(({validationAccuracy}) => validationAccuracy))};
  });

/** The level of the highest accuracy, the lowest n among equals. */
const highest = (levels: readonly Level[]): Level | undefined =>
  levels.reduce<Level | undefined>(
    (best, level) => (best && best.accuracy >= level.accuracy ? best : level),
    undefined,
  );
