import {chosenDevice} from '../../compute/engine/identity.ts';
import {
  expectedWork,
  forecastOf,
  openPlan,
  type Plan,
  type Room,
} from '../../pipeline/open-plan.ts';
import type {Decision} from '../../pipeline/plan.ts';
import type {Guess} from '../../pipeline/run/durations.ts';
import {describeMachine} from '../environment.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {formatDuration} from '../../system/duration.ts';
import {alignColumns} from '../format.ts';
import {decisionsAsJson} from '../loggers/json-logger.ts';
import {words} from '../messages.ts';
import {slurmWords} from '../slurm-words.ts';
import {knownPace} from '../pace.ts';
import {openPlanOptions, type Session} from '../session.ts';
import type {Jobs} from '../slurm.ts';

type Open = Exclude<Decision, {status: 'cached'}>;

/** The most cells that are named with their reasons. */
const NAMED = 20;

/** What a run would do, by the planner of the run itself. */
export async function dryRunCommand(session: Session): Promise<ExitCode> {
  const {logger, jobs: slots} = session;
  const plan = await openPlan(await openPlanOptions(session, {lookOnly: true}));
  const open = [...plan.decisions.values()].filter((decision) => decision.status !== 'cached');
  plan.durations.calibrate(await knownPace(session));
  const {guesses, seconds} = expectedWork(plan);
  const device = chosenDevice();
  const cluster = await clusterOf(session);
  // Cells at one time share a GPU, so that they gain nothing on it that could be foretold.
  const room = cluster ?? {machine: describeMachine(), jobs: device === 'gpu' ? 1 : slots};
  const left = forecastOf(plan.decisions, guesses, room).left(0);
  const jobs = await jobsFor(session, open, guesses);
  const nodes = decisionsAsJson(plan.decisions, guesses);
  logger.result({type: 'plan', seconds, left, nodes, ...(jobs && {jobs})}, [
    ...alignColumns([words.dryRunHead, ...stageRows(plan, guesses)]),
    ...cellLines(open),
    ...(session.study.untestable?.(session.options.profile) ?? []).map((one) =>
      words.untestable(session.options.profile, one),
    ),
    ...(jobs ? alignColumns([slurmWords.jobsHead, ...jobs.map(slurmWords.jobsRow)]) : []),
    words.dryRunTotal(seconds, left, cluster?.machine.cpus ?? slots, device),
  ]);
  return exitCodes.ok;
}

/** Where cells run that are jobs. */
async function clusterOf(session: Session): Promise<Room | undefined> {
  if (session.options.executor !== 'slurm') return undefined;
  const {SlurmRun} = await import('../slurm.ts');
  return {machine: await new SlurmRun(session).machine(), jobs: session.jobs};
}

/** The jobs that a cluster would be given, if all of it runs. */
async function jobsFor(
  session: Session,
  open: readonly Open[],
  guesses: ReadonlyMap<string, Guess>,
): Promise<readonly Jobs[] | undefined> {
  if (session.options.executor !== 'slurm') return undefined;
  const {jobsOf, readSlurmSettings} = await import('../slurm.ts');
  const cells = open.map(({node}) => ({node, seconds: guesses.get(node.id)?.seconds ?? 0}));
  return jobsOf(cells, readSlurmSettings(session));
}

function stageRows({nodes, decisions}: Plan, guesses: ReadonlyMap<string, Guess>): string[][] {
  const stages = [...new Set(nodes.map(({stage}) => stage.name))];
  return stages.map((name) => {
    const members = [...decisions.values()].filter(({node}) => node.stage.name === name);
    const count = (status: Decision['status']) =>
      String(members.filter((one) => one.status === status).length);
    const seconds = members.reduce((sum, {node}) => sum + (guesses.get(node.id)?.seconds ?? 0), 0);
    const counts = (['cached', 'run', 'may run', 'blocked'] as const).map(count);
    return [name, ...counts, seconds === 0 ? '' : formatDuration(seconds)];
  });
}

function cellLines(open: readonly Open[]): string[] {
  const rows = open.slice(0, NAMED).map((decision) => {
    const why = decision.status === 'blocked' ? decision.missing : decision.reasons;
    return words.wouldRun(decision.node.id, why);
  });
  const more = open.length > NAMED ? [`  ${words.more(open.length - NAMED)}`] : [];
  return [...alignColumns(rows), ...more];
}
