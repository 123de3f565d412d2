import {z} from 'zod';
import {noiseScatter} from '../../src/report/charts/noise-scatter.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {runName, tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber, formatScientific} from '../../src/report/format/number.ts';
import {noiseLevel} from '../../src/report/look/noise-scale.ts';
import {rowsOf, tableOf} from '../../src/report/rows.ts';

const Run = z.object({
  learningRate: z.number(),
  batchSize: z.number(),
  noise: z.number(),
  seed: z.number(),
  outcome: z.string(),
  validationAccuracy: z.number(),
});
type Run = z.output<typeof Run>;

/** Slide "WARNING": validation accuracy of ResNets over a wide range of n. */
export const e3Figures: FigureBuilder = (summary, verdicts): readonly Figure[] => {
  const table = tableOf(summary, 'e3-runs');
  const runs = rowsOf(table, Run);
  const levels = accuracyByNoise(runs);
  const best = levels.reduce<Level | undefined>(
    (highest, level) => (highest && highest.accuracy >= level.accuracy ? highest : level),
    undefined,
  );
  const place = best === undefined ? 'no n' : `n = ${formatScientific(best.noise, 2)}`;
  const inner = best !== levels.at(0) && best !== levels.at(-1);
  const seen = `(the mean is highest at ${place}, ${inner ? 'inside' : 'at the edge of'} the grid)`;
  const diverged = runs.filter(isDiverged).length;
  const points = runs.map((run) => ({
    noise: run.noise,
    batchSize: run.batchSize,
    value: 100 * run.validationAccuracy,
    counted: !isDiverged(run),
    tip: tip(
      runName(run),
      `validation accuracy ${(100 * run.validationAccuracy).toFixed(1)}%`,
      ...(isDiverged(run) ? ['diverged'] : []),
    ),
  }));
  const spec = noiseScatter({points, y: {title: 'validation accuracy [%]'}});
  return [
    {
      id: 'e3-peak',
      experiment: 'E3',
      claims: ['E3'],
      slide: 'WARNING',
      title: findingTitle(findingOf(verdicts, 'E3'), 'accuracy above the smallest n', {
        supported: `More noise is not always better ${seen}`,
        contradicted: `No peak of accuracy inside the grid ${seen}`,
        inconclusive: `Whether accuracy peaks inside the grid stays open ${seen}`,
        'not run': 'Noise and validation accuracy of ResNets, without a verdict',
      }),
      caption: `Each point is one training of the ResNet on CIFAR-10 (${runs.length} in all) after the same number of epochs. Redder is higher n, the shape tells the batch size, and the line joins the medians of the runs that did not diverge. ${diverged === 0 ? 'None diverged.' : `The ${diverged} hollow ones diverged: they stand at the accuracy of guessing, with which they count in the test.`} The dashed line marks the n of the highest mean. The interval in the title is 95%, over seeds.`,
      alt: `Scatter plot of validation accuracy against the noise η/S, logarithmic. Means: ${levels.map(({noise, accuracy}) => `${formatNumber(100 * accuracy)}% at ${formatScientific(noise, 2)}`).join(', ')}. ${diverged} of ${runs.length} runs diverged.`,
      spec: best === undefined ? spec : withReference(spec, 'x', [best.noise]),
      tables: [table],
    },
  ];
};

const isDiverged = ({outcome}: Run): boolean => outcome === 'diverged';

/** Mean validation accuracy of one n. */
interface Level {
  readonly noise: number;
  readonly accuracy: number;
}

/** By rising n; diverged runs count with what the table gives them. */
function accuracyByNoise(runs: readonly Run[]): Level[] {
  const noises = [...new Set(runs.map(({noise}) => noiseLevel(noise)))].sort((a, b) => a - b);
  return noises.map((noise) => {
    const own = runs.filter((run) => noiseLevel(run.noise) === noise);
    const sum = own.reduce((total, {validationAccuracy}) => total + validationAccuracy, 0);
    return {noise, accuracy: sum / own.length};
  });
}

export default e3Figures;
