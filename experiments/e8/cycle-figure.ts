import type {Verdict} from '../../src/judging/results.ts';
import {curves, type Curve} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import type {Panel} from '../../src/report/charts/panel.ts';
import {withSpan} from '../../src/report/charts/span.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {findingTitle, type Finding} from '../../src/report/finding.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {apart} from '../shared/apart.ts';
import {chanceOfLoss} from '../shared/chance.ts';
import {armName} from './arm-name.ts';
import {cyclic, isCarriedOn, schedules} from './arms.ts';
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
  const multiples = cyclic.flatMap((schedule) =>
    (['frobenius', 'loss'] as const).map((quantity) => ({
      title: `${armName(schedule)}: ${quantity === 'loss' ? 'loss' : 'Hessian norm'}`,
      panel: oneCycle(
        cycles.filter((run) => run.schedule === schedule),
        quantity,
        cycles.flatMap((run) => lastCycle(run).probes.map((probe) => probe[quantity])),
      ),
    })),
  );
  const path = curves({
    curves: runs.map((run) => curveOf(run, 'loss', 'frobenius')),
    groups,
    x: axes.loss,
    y: axes.frobenius,
    paths: true,
  });
  return {
    experiment: 'E8',
    slide: 'Cyclic Schedules',
    id: 'e8-cycle',
    claims: ['E8a'],
    title: findingTitle(finding, 'ln(‖H‖ quiet / loud), detrended', oscillation),
    caption: `The last cycle of VGG-11 on CIFAR-10, a panel a schedule on equal axes, probed at even distances, the ends of its halves among them. Thin lines are runs, thick ones the medians of a schedule. The first half of a cycle, shaded, is the loud one, with five times the noise of the second. Two schedules have no cycle: the baseline has the η of the quiet half, and the constant 5η that of the loud half. The last panel sets norm against loss, where schedules can be compared at equal loss: all probes are shown, those without a cycle from their first probe on, and are carried on beyond the end of the others. The number in the title is how far the ends of quiet halves lie above those of loud ones on either side, over the discrete schedules; its interval is 95%, over seeds.`,
    alt: `Panels over the epochs of the last cycle, the norm of the Hessian and the train loss of each cyclic schedule, and one of norm against loss, all logarithmic, for ${groups.domain.join(', ')}; ${probes.length} probes of ${runs.length} runs.`,
    spec: apart([...multiples, {title: 'Norm against loss', panel: path}]),
    tables: [table],
  };
}

/** One cycle of one schedule, on axes that all schedules share. */
function oneCycle(
  runs: readonly ProbedRun[],
  quantity: 'frobenius' | 'loss',
  all: readonly number[],
): Panel {
  const last = runs.map(lastCycle);
  const epochs = last.flatMap(({probes}) => probes.map(({epoch}) => epoch));
  const [from, to] = [Math.min(...epochs), Math.max(...epochs)];
  const seen = all.filter((value) => value > 0);
  const panel = curves({
    curves: last.map((run) => curveOf(run, 'epoch', quantity)),
    groups: seriesGroups(runs.map(({schedule}) => armName(schedule))),
    x: axes.epoch,
    y: {
      ...axes[quantity],
      ...(quantity === 'loss' && {chance: chanceOfLoss}),
      ...(seen.length > 0 && {extent: [Math.min(...seen), Math.max(...seen)] as const}),
    },
  });
  return epochs.length === 0 ? panel : withSpan(panel, [from, (from + to) / 2], 'loud');
}

/** From the end of the last quiet half but one, or from the first probe where there is only one. */
function lastCycle(run: ProbedRun): ProbedRun {
  const ends = run.probes.filter(({phase}) => phase === 1).map(({epoch}) => epoch);
  const from = ends.at(-2) ?? -Infinity;
  const to = ends.at(-1) ?? Infinity;
  return {...run, probes: run.probes.filter(({epoch}) => from <= epoch && epoch <= to)};
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
