import {z} from 'zod';
import {studentTest} from '../../src/stats/student.ts';
import type {Verdict} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {intervals, type IntervalRow} from '../../src/report/charts/intervals.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval} from '../../src/report/format/number.ts';
import {rowsOf, tableOf} from '../../src/report/rows.ts';
import {HessianNorm, unconvergedNote} from '../shared/hessian-norm.ts';
import {scheduleName} from '../shared/schedules.ts';

const shared = {experiment: 'E8', slide: 'Cyclic Schedules'};
const baseline = 'constant-small';
const carriedOn = 'constant-small-longer';
/** In the order of the slide's table. */
const schedules = [
  'cyclic-learning-rate',
  'cyclic-batch-size',
  'triangle-learning-rate',
  baseline,
] as const;
const nameOf = (schedule: string) =>
  schedule === baseline || schedule === carriedOn ? 'baseline' : scheduleName(schedule);

/** Slide "Cyclic Schedules": the picture of a cycle, and the table. */
export const e8Figures: FigureBuilder = (summary, verdicts) => [
  cycleFigure(tableOf(summary, 'e8-cycle'), findingOf(verdicts, 'E8a')),
  scheduleFigure(
    tableOf(summary, 'e8-schedules'),
    findingOf(verdicts, 'E8b'),
    findingOf(verdicts, 'E8c').verdict,
  ),
];

const Probe = z.object({
  schedule: z.string(),
  seed: z.number(),
  epoch: z.number(),
  loss: z.number(),
  frobenius: z.number(),
  probesConverged: z.boolean().nullable(),
});

type Axis = 'epoch' | 'loss' | 'frobenius';

const oscillation: Readonly<Record<Verdict, string>> = {
  supported: 'Cyclic schedules oscillate between sharp and wide regions',
  contradicted: 'Cyclic schedules do not oscillate between sharp and wide regions',
  inconclusive: 'Whether cyclic schedules oscillate between sharp and wide regions stays open',
  'not run': 'Loss and norm of the Hessian along a cycle, without a verdict',
};

function cycleFigure(table: Table, finding: Finding): Figure {
  const probes = rowsOf(table, Probe);
  const groups = seriesGroups(schedules.map(nameOf));
  const runs = [
    ...new Map(
      probes.map(({schedule, seed}) => [`${schedule} ${seed}`, {schedule, seed}]),
    ).values(),
  ];
  const curvesOf = (shown: typeof runs, x: Axis, y: Axis) =>
    shown.map(({schedule, seed}) => ({
      tip: tip(`${nameOf(schedule)}, seed ${seed}`),
      group: nameOf(schedule),
      points: probes
        .filter((probe) => probe.schedule === schedule && probe.seed === seed)
        .filter((probe) => probe.loss > 0 && probe.frobenius > 0)
        .map((probe) => [probe[x], probe[y]] as const),
    }));
  const cycles = runs.filter(({schedule}) => schedule !== carriedOn);
  const inTime = (field: Axis, title: string) =>
    curves({
      curves: curvesOf(cycles, 'epoch', field),
      groups,
      x: {title: 'epochs'},
      y: {title, logarithmic: true},
    });
  const norm = 'Frobenius norm of the Hessian ‖H‖';
  return {
    ...shared,
    id: 'e8-cycle',
    claims: ['E8a'],
    title: findingTitle(finding, 'ρ(loss, log ‖H‖) along a cycle', oscillation),
    caption: `The last whole cycle of VGG-11 on CIFAR-10, probed at even distances. Thin lines are runs (${cycles.length}), thick ones the medians of a schedule. The first half of a cycle is the loud one, with five times the noise of the second. The baseline has no cycle: its η is that of the quiet half. The third panel sets norm against loss, where schedules can be compared at equal loss: the baseline is shown from its first probe on, and carried on beyond the end of the others. The interval in the title is 95%, over seeds.${unconvergedNote(probes)}`,
    alt: `Two panels over the epochs of one cycle, the norm of the Hessian and the train loss, and a third of norm against loss, all logarithmic, for ${groups.domain.join(', ')}; ${probes.length} probes of ${runs.length} runs.`,
    spec: panels([
      {title: 'Hessian norm', panel: inTime('frobenius', norm)},
      {title: 'Loss', panel: inTime('loss', 'train loss [nat]')},
      {
        title: 'Norm against loss',
        panel: curves({
          curves: curvesOf(runs, 'loss', 'frobenius'),
          groups,
          x: {title: 'train loss [nat]', logarithmic: true},
          y: {title: norm, logarithmic: true},
          paths: true,
        }),
      },
    ]),
    tables: [table],
  };
}

const Schedule = HessianNorm.extend({
  schedule: z.string(),
  seed: z.number(),
  testAccuracy: z.number().nullable(),
  validationAccuracy: z.number().nullable(),
  trainLoss: z.number().nullable(),
  lambdaMax: z.number().nullable(),
  rescaledLambdaMax: z.number().nullable(),
});
type Schedule = z.output<typeof Schedule>;

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

/** A column of the slide's table. */
interface Quantity {
  readonly title: string;
  readonly of: (run: Schedule) => number | null;
}
const percent = (share: number | null) => (share === null ? null : 100 * share);
const quantities: readonly Quantity[] = [
  {title: 'test accuracy [%]', of: ({testAccuracy}) => percent(testAccuracy)},
  {title: 'validation accuracy [%]', of: ({validationAccuracy}) => percent(validationAccuracy)},
  {title: 'train loss [nat]', of: ({trainLoss}) => trainLoss},
  {title: 'Hessian norm ‖H‖', of: ({frobenius}) => frobenius},
  {title: 'λ_max of H', of: ({lambdaMax}) => lambdaMax},
  {title: 'λ_max in units of filter norms', of: ({rescaledLambdaMax}) => rescaledLambdaMax},
];

function scheduleFigure(table: Table, finding: Finding, generalises: Verdict): Figure {
  const runs = rowsOf(table, Schedule);
  const columns = quantities.map((quantity) => ({...quantity, rows: rowsFor(quantity, runs)}));
  const words = columns
    .filter(({rows}) => rows.length > 0)
    .map(({title, rows}) => `${title}: ${rows.map((row) => row.tip).join('; ')}`);
  return {
    ...shared,
    id: 'e8-schedules',
    claims: ['E8b', 'E8c'],
    title: `${findingTitle(finding, 'ln(‖H‖ cyclic / baseline)', wider)}, ${generalisation[generalises]}`,
    caption: `The table of the slide, and two kinds of sharpness beside its norm. Marks are means over seeds, lines their 95% intervals; the dashed line is the mean of the baseline. Norm and loss are those at the end, where the train losses differ between schedules; the claim on width is also judged at equal train loss. Norms depend on the size of the network, and compare within a figure only. λ_max in units of filter norms does not change when filters are rescaled (Dinh et al. 2017); an eigenvalue that did not converge is left out. Sharpness is shown, not judged.${unconvergedNote(runs)}`,
    alt: `Six panels of means with intervals. ${words.length === 0 ? 'Nothing was measured.' : `${words.join('. ')}.`}`,
    spec: panels(
      columns.map(({title, rows}) => ({
        title,
        panel: intervals({
          rows,
          quantity: title,
          reference: rows.find(({label}) => label === nameOf(baseline))?.value ?? 0,
        }),
      })),
    ),
    tables: [table],
  };
}

/** Mean and interval of each schedule that was measured. */
const rowsFor = ({of}: Quantity, runs: readonly Schedule[]): IntervalRow[] =>
  schedules.flatMap((schedule) => {
    const values = runs.filter((run) => run.schedule === schedule).flatMap((run) => of(run) ?? []);
    if (values.length === 0) return [];
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    const [low, high] = studentTest(values, 0, 0)?.interval ?? [value, value];
    const label = nameOf(schedule);
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

export default e8Figures;
