import type {Verdict} from '../../src/judging/results.ts';
import {intervals, type IntervalRow} from '../../src/report/charts/intervals.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval} from '../../src/report/format/number.ts';
import {mean} from '../../src/stats/by-seed.ts';
import {studentTest} from '../../src/stats/student.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {armName} from './arm-name.ts';
import {baseline, schedules} from './arms.ts';
import {tablePanel} from './table-panel.ts';
import type * as tables from './tables.ts';

type Training = Row<typeof tables.schedules>;

const wider: Readonly<Record<Verdict, string>> = {
  supported: 'Cyclic schedules end in wider minima than the baseline',
  contradicted: 'Cyclic schedules do not end in wider minima than the baseline',
  inconclusive: 'Whether cyclic schedules end in wider minima than the baseline stays open',
  'not run': 'Cyclic schedules and the baseline, without a verdict',
};
const generalisation: Readonly<Record<Verdict, string>> = {
  supported: 'and generalise better',
  contradicted: 'and do not generalise better',
  inconclusive: 'and whether they generalise better stays open',
  'not run': 'and no verdict on how they generalise',
};

const widerThanNoise: Readonly<Record<Verdict, string>> = {
  supported: 'wider',
  contradicted: 'not wider',
  inconclusive: 'width open',
  'not run': 'width without a verdict',
};
const betterThanNoise: Readonly<Record<Verdict, string>> = {
  supported: 'more accurate',
  contradicted: 'not more accurate',
  inconclusive: 'accuracy open',
  'not run': 'accuracy without a verdict',
};

/** A column of the slide's table. */
interface Quantity {
  readonly title: string;
  readonly of: (run: Training) => number | null;
  /** Beside the table of the slide, which has no such column. */
  readonly isOurs?: true;
}
const percent = (share: number | null) => (share === null ? null : 100 * share);
const quantities: readonly Quantity[] = [
  {title: 'test accuracy [%]', of: ({testAccuracy}) => percent(testAccuracy)},
  {title: 'validation accuracy [%]', of: ({validationAccuracy}) => percent(validationAccuracy)},
  {title: 'train loss [nat]', of: ({trainLoss}) => trainLoss},
  {title: 'Hessian norm ‖H‖', of: ({frobenius}) => frobenius},
  {title: 'λₘₐₓ of H', of: ({lambdaMax}) => lambdaMax, isOurs: true},
  {
    title: 'λₘₐₓ in units of filter norms',
    of: ({rescaledLambdaMax}) => rescaledLambdaMax,
    isOurs: true,
  },
];

/** Cycles against the baseline and against constant loud noise: wider, and more accurate. */
interface Comparisons {
  readonly wider: Finding;
  readonly better: Verdict;
  readonly widerThanNoise: Verdict;
  readonly betterThanNoise: Verdict;
}

/** The slide's table as a figure, with two kinds of sharpness beside it. */
export function scheduleFigure(
  {table, rows: runs}: Read<typeof tables.schedules>,
  found: Comparisons,
): Figure {
  const columns = quantities.map((quantity) => ({...quantity, rows: rowsFor(quantity, runs)}));
  const words = columns
    .filter(({rows}) => rows.length > 0)
    .map(({title, rows}) => `${title}: ${rows.map((row) => row.tip).join('; ')}`);
  return {
    experiment: 'E8',
    slide: 'Cyclic Schedules',
    id: 'e8-schedules',
    claims: ['E8b', 'E8c', 'E8d', 'E8e'],
    title: titleOf(found),
    caption: `The table of the slide: mean ± standard deviation over seeds here, and below it in grey the number of the slide, whose network is larger; the slide has no constant 5η. Beside it two other kinds of sharpness: marks are means over seeds, lines their 95% intervals; the dashed line is the mean of the baseline. Norm and loss are those at the end, where the train losses differ between schedules; the claim on width is also judged at equal train loss. The constant 5η holds the noise of the loud half from start to end: what cycles do beyond it is due to cycling, not to more noise. Norms depend on the size of the network, and compare within a figure only. λₘₐₓ in units of filter norms does not change when filters are rescaled (Dinh et al. 2017); an eigenvalue that did not converge is left out. Sharpness is shown, not judged.`,
    alt: `A table of four columns, and two panels of means with intervals. ${words.length === 0 ? 'Nothing was measured.' : `${words.join('. ')}.`}`,
    spec: panels([
      {title: 'Here, and below it the slide', panel: tablePanel(runs)},
      ...columns
        .filter(({isOurs}) => isOurs)
        .map(({title, rows}) => ({
          title,
          panel: intervals({
            rows,
            quantity: title,
            reference: rows.find(({label}) => label === armName(baseline))?.value ?? 0,
          }),
        })),
    ]),
    tables: [table],
  };
}

/** What holds against the baseline, and what of it against constant loud noise too. */
const titleOf = (found: Comparisons): string =>
  `${findingTitle(found.wider, 'ln(‖H‖ cyclic / baseline)', wider)}, ${generalisation[found.better]}; against their loudest noise held constant: ${widerThanNoise[found.widerThanNoise]}, ${betterThanNoise[found.betterThanNoise]}`;

/** Mean and interval of each schedule that was measured. */
const rowsFor = ({of}: Quantity, runs: readonly Training[]): IntervalRow[] =>
  schedules.flatMap((schedule) => {
    const values = runs.filter((run) => run.schedule === schedule).flatMap((run) => of(run) ?? []);
    if (values.length === 0) return [];
    const value = mean(values);
    const [low, high] = studentTest(values, 0, 0)?.interval ?? [value, value];
    const label = armName(schedule);
    const fact = formatInterval(value, [low, high]);
    return [
      {
        label,
        group: 'schedules',
        value,
        low,
        high,
        tip: tip(label, fact, `${values.length} seeds`),
      },
    ];
  });
