import type {Verdict} from '../../src/judging/results.ts';
import {curves, type Curve, type Curves} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {findingTitle, type Finding} from '../../src/report/finding.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {armName} from './arm-name.ts';
import {isCarriedOn, schedules} from './arms.ts';
import type * as tables from './tables.ts';

type Probe = Row<typeof tables.cycle>;

const oscillation: Readonly<Record<Verdict, string>> = {
  supported: 'Cyclic schedules oscillate between sharp and wide regions',
  contradicted: 'Cyclic schedules do not oscillate between sharp and wide regions',
  inconclusive: 'Whether cyclic schedules oscillate between sharp and wide regions stays open',
  'not run': 'Loss and norm of the Hessian along cycles, without a verdict',
};

/** Norm and loss along the last cycles, and one against the other. */
export function cycleFigure(
  {table, rows: probes}: Read<typeof tables.cycle>,
  finding: Finding,
): Figure {
  const runs = runsOf(probes);
  const cycles = runs.filter(({schedule}) => !isCarriedOn(schedule));
  const groups = seriesGroups(schedules.map(armName));
  const drawn = (shown: typeof runs, x: Axis, y: Axis, how: Partial<Curves> = {}) =>
    curves({
      curves: shown.map((run) => curveOf(run, x, y)),
      groups,
      x: axes[x],
      y: axes[y],
      ...how,
    });
  return {
    experiment: 'E8',
    slide: 'Cyclic Schedules',
    id: 'e8-cycle',
    claims: ['E8a'],
    title: findingTitle(finding, 'ln(‖H‖ quiet / loud), detrended', oscillation),
    caption: `The last whole cycles of VGG-11 on CIFAR-10, probed at even distances, the ends of their halves among them. Thin lines are runs (${cycles.length}), thick ones the medians of a schedule. The first half of a cycle is the loud one, with five times the noise of the second. Two schedules have no cycle: the baseline has the η of the quiet half, and the constant 5η that of the loud half. The third panel sets norm against loss, where schedules can be compared at equal loss: those without a cycle are shown from their first probe on, and are carried on beyond the end of the others. The number in the title is how far the ends of quiet halves lie above those of loud ones on either side, over the discrete schedules; its interval is 95%, over seeds.`,
    alt: `Two panels over the epochs of the last cycles, the norm of the Hessian and the train loss, and a third of norm against loss, all logarithmic, for ${groups.domain.join(', ')}; ${probes.length} probes of ${runs.length} runs.`,
    spec: panels([
      {title: 'Hessian norm', panel: drawn(cycles, 'epoch', 'frobenius')},
      {title: 'Loss', panel: drawn(cycles, 'epoch', 'loss')},
      {title: 'Norm against loss', panel: drawn(runs, 'loss', 'frobenius', {paths: true})},
    ]),
    tables: [table],
  };
}

const axes = {
  epoch: {title: 'epochs'},
  loss: {title: 'train loss [nat]', logarithmic: true},
  frobenius: {title: 'Frobenius norm of the Hessian ‖H‖', logarithmic: true},
};
type Axis = keyof typeof axes;

/** One run with its probes, in the order of time. */
interface ProbedRun {
  readonly schedule: string;
  readonly seed: number;
  readonly probes: readonly Probe[];
}

function runsOf(probes: readonly Probe[]): ProbedRun[] {
  const runs = new Map(probes.map(({schedule, seed}) => [`${schedule} ${seed}`, {schedule, seed}]));
  return [...runs.values()].map((run) => ({
    ...run,
    probes: probes.filter(({schedule, seed}) => schedule === run.schedule && seed === run.seed),
  }));
}

const curveOf = ({schedule, seed, probes}: ProbedRun, x: Axis, y: Axis): Curve => ({
  tip: tip(`${armName(schedule)}, seed ${seed}`),
  group: armName(schedule),
  points: probes
    .filter(({loss, frobenius}) => loss > 0 && frobenius > 0)
    .map((probe) => [probe[x], probe[y]] as const),
});
