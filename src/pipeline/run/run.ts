import {randomUUID} from 'node:crypto';
import {assertStoreWritable} from '../../store/store.ts';
import {asItStands, type StandingPlan} from '../as-it-stands.ts';
import type {BodyCode} from '../code/code.ts';
import {readCode} from '../code/read-code.ts';
import type {Counts, Happening, PipelineEvent, RunOutcome} from '../events.ts';
import type {CellExecutor, Executor} from '../executors/executor.ts';
import type {WorkerPoolOptions} from '../executors/worker-pool.ts';
import {stopped} from '../failure.ts';
import type {PipelineNode} from '../node.ts';
import {expectedWork, forecastOf, openPlan, type Plan, type PlanOptions} from '../open-plan.ts';
import type {BriefManifest} from '../plan.ts';
import {Capacity, type Machine} from './capacity.ts';
import {CellRunner} from './cell.ts';
import type {Pace} from './durations.ts';
import {saveRecord, type RunHeader} from './record.ts';
import {withSamePackages} from './same-packages.ts';
import {DiskGuard} from './disk-guard.ts';
import {Scheduler} from './scheduler.ts';
import {removeOldScratch} from './scratch.ts';
import {Tally} from './tally.ts';
import {Work} from './work.ts';
import type {Json} from '../../system/json.ts';
import {systemCode} from '../../system/system-error.ts';

export interface RunOptions extends PlanOptions {
  /** The most cells that run at one time. */
  readonly jobs: number;
  readonly machine: Machine;
  /** Facts for manifests and records: versions, CPU, commit. Never hashed. */
  readonly facts: Readonly<Record<string, Json>>;
  /** The whole environment of the workers. */
  readonly workerEnvironment: Readonly<Record<string, string>>;
  /** A library that keeps signals from workers: {@link WorkerPoolOptions.shield}. */
  readonly shield?: string | undefined;
  /** The time [ms since 1970]. */
  readonly clock: () => number;
  readonly emit: (event: PipelineEvent) => void;
  /** Stops the run when it aborts: what is finished stays, the next run goes on. */
  readonly signal?: AbortSignal;
  /** Repeats an attempt that failed for what passes; the delay doubles each time. */
  readonly retry?: {readonly times: number; readonly delaySeconds: number};
  /** How long one attempt at a cell may take [s]; undefined: as long as it wants. */
  readonly timeoutSeconds?: (node: PipelineNode) => number | undefined;
  /** How long bodies have to stop by themselves [s]. */
  readonly graceSeconds?: number;
  /** Finds how fast this machine is at what these nodes do, of which nothing near was ever measured. */
  readonly calibrate?: (unknown: readonly PipelineNode[]) => Promise<Pace>;
  /** Runs only what sums up and draws what is finished; trainings and probes that are not there are left out. */
  readonly asItStands?: boolean;
  /** Where bodies run: warm worker processes, unless something else is handed in. */
  readonly executor?: Executor;
  /** Carries cells out elsewhere: what this machine has sets no limit then, `jobs` does. */
  readonly cells?: CellExecutor;
}

export interface RunResult {
  readonly id: string;
  readonly outcome: RunOutcome;
  readonly counts: Counts;
  readonly seconds: number;
  /** The results that there are, by node. */
  readonly manifests: ReadonlyMap<string, BriefManifest>;
  readonly plan: Plan;
}

/**
 * Plans, and executes what is not there. A cell that fails takes only those down that cannot do
 * without it; a disk that takes no results stops the run. Rejects for mistakes in the pipeline
 * ({@link openPlan}) and for a store that fails.
 */
export async function run(given: RunOptions): Promise<RunResult> {
  const {clock, storeFolder, jobs, facts} = given;
  const guard = new DiskGuard(storeFolder);
  const signal = AbortSignal.any([guard.signal, ...(given.signal ? [given.signal] : [])]);
  const options = {...given, signal};
  const start = clock();
  const id = runId(start);
  const emit = (happening: Happening): void => {
    options.emit({at: clock(), ...happening});
    guard.watch(happening);
  };
  const opened = await openPlan(options);
  const plan = given.asItStands === true ? await asItStands(opened) : opened;
  const isIdle = await announce(plan, id, options, emit);

  const header: RunHeader = {
    id,
    startedAt: new Date(start).toISOString(),
    targets: options.targets.map((target) => target.id),
    jobs,
    facts,
  };
  const tally = new Tally(plan.nodes.length);
  const record = (outcome: RunOutcome | 'running'): boolean =>
    saveRecord(storeFolder, header, {
      outcome,
      seconds: (clock() - start) / 1000,
      counts: tally.counts,
      nodes: tally.nodes,
    });
  if (!isIdle && !record('running')) emit({type: 'warning', ...notRemembered});
  await execute(options, {id, plan, tally, emit, signal});
  plan.durations.save();
  if (!isIdle) await tidyUp(storeFolder, clock(), emit);

  const {counts} = tally;
  const outcome = outcomeOf(counts, signal);
  record(outcome);
  const seconds = (clock() - start) / 1000;
  emit({type: 'run ended', run: id, outcome, counts, seconds});
  guard.signal.throwIfAborted();
  return {id, outcome, counts, seconds, manifests: manifestsOf(plan), plan};
}

const notRemembered = {
  code: 'NOT_REMEMBERED',
  message: 'this run is not in the history: its record could not be written',
} as const;

/** Tells what is to be done, and how long it may take; whether there is nothing to do. */
async function announce(
  plan: Plan | StandingPlan,
  run: string,
  {storeFolder, machine, jobs, calibrate}: RunOptions,
  emit: (happening: Happening) => void,
): Promise<boolean> {
  const {decisions, durations} = plan;
  const open = [...decisions.values()].filter(({status}) => status !== 'cached');
  const unknown = open.filter(({node}) => durations.guess(node).basis === 'declared');
  if (open.length > 0) assertStoreWritable(storeFolder);
  if (calibrate && unknown.length > 0)
    durations.calibrate(await calibrate(unknown.map(({node}) => node)));
  const work = expectedWork(plan);
  const left = forecastOf(decisions, work.guesses, {machine, jobs}).left(0);
  const leftOut = 'leftOut' in plan ? plan.leftOut : 0;
  emit({type: 'planned', run, decisions, ...work, left, leftOut, jobs, machine});
  return open.length === 0;
}

/** What cannot be tidied up is in nobody's way. */
async function tidyUp(
  storeFolder: string,
  now: number,
  emit: (happening: Happening) => void,
): Promise<void> {
  try {
    await removeOldScratch(storeFolder, now);
  } catch (error) {
    const message = `scratch of runs long ago could not be removed: ${systemCode(error) ?? String(error)}`;
    emit({type: 'warning', code: 'SCRATCH_KEPT', message});
  }
}

interface Execution {
  readonly id: string;
  readonly plan: Plan;
  readonly tally: Tally;
  readonly emit: (happening: Happening) => void;
  readonly signal: AbortSignal;
}

/** Runs what is open, and ends the workers whatever happens. */
async function execute(options: RunOptions, execution: Execution): Promise<void> {
  const {id, plan, tally, emit, signal} = execution;
  const {store, storeFolder, jobs, machine, facts, clock} = options;
  const {cells} = options;
  const capacity = new Capacity(cells ? unlimited : machine, jobs);
  const workers = options.executor ?? lazyWorkers(options, () => spareWorkers(plan, capacity));
  const executor = withSamePackages(workers, options.root, plan.code);
  const work = new Work({
    run: id,
    store,
    storeFolder,
    planner: plan.planner,
    runner: new CellRunner({store, storeFolder, executor}),
    cells,
    facts,
    clock,
    emit,
    expected: (node) => plan.durations.estimate(node),
    retry: options.retry ?? {times: 2, delaySeconds: 1},
    timeoutSeconds: options.timeoutSeconds ?? (() => undefined),
    signal,
  });
  const scheduler = new Scheduler({
    plan,
    work,
    capacity,
    tally,
    emit,
    signal,
  });
  const executors = cells ? [executor, cells] : [executor];
  const stop = () => {
    for (const each of executors) void each.stop(options.graceSeconds ?? 1);
  };
  signal.addEventListener('abort', stop, {once: true});
  try {
    await scheduler.run();
  } finally {
    signal.removeEventListener('abort', stop);
    for (const each of executors) await each.close();
  }
}

const unlimited: Machine = {cpus: Infinity, memoryMB: Infinity, gpus: Infinity};

type Spare = Pick<WorkerPoolOptions, 'spare'>;

/**
 * While the first cell runs there is often nothing else to do, since the others read what it makes:
 * the other workers get ready for the body that most cells wait for.
 */
function spareWorkers({decisions, code}: Plan, capacity: Capacity): Spare {
  const open = [...decisions.values()].filter(
    ({status}) => status === 'run' || status === 'may run',
  );
  const cells = new Map<string, PipelineNode[]>();
  for (const {node} of open) {
    const known = cells.get(node.code.name);
    if (known) known.push(node);
    else cells.set(node.code.name, [node]);
  }
  const [[common, waiting] = ['', []]] = [...cells].sort(([, a], [, b]) => b.length - a.length);
  const found = code.get(common);
  // Cells of one code run side by side; a single one waits for the first worker as well.
  if (!found || waiting.length < 2) return {};
  const atOnce = waiting.reduce((most, {resources}) => Math.max(most, capacity.most(resources)), 1);
  const count = Math.min(atOnce, waiting.length) - 1;
  return {spare: {count, bundle: {file: found.file, sha256: found.bundle}}};
}

const workerCode: BodyCode = {
  stage: 'worker',
  name: 'worker',
  body: new URL('../executors/worker.ts', import.meta.url),
  parts: {},
};

/** Worker processes, of which nothing is loaded before the first cell runs. */
function lazyWorkers(options: RunOptions, spare: () => Spare): Executor {
  const {root, workerEnvironment, shield, signal} = options;
  let pool: Promise<Executor> | undefined;
  const start = async (): Promise<Executor> => {
    const [{WorkerPool}, code] = await Promise.all([
      import('../executors/worker-pool.ts'),
      readCode([workerCode], options),
    ]);
    const worker = code.get('worker')?.file ?? '';
    return new WorkerPool({worker, cwd: root, environment: workerEnvironment, shield, ...spare()});
  };
  return {
    async execute(task, attempt) {
      const workers = await (pool ??= start());
      return signal?.aborted ? stopped : workers.execute(task, attempt);
    },
    stop: async (graceSeconds) => (await pool)?.stop(graceSeconds),
    close: async () => (await pool)?.close(),
  };
}

/** Sorts by time; the rest tells apart runs that start at once. */
const runId = (start: number): string =>
  `${new Date(start).toISOString().replace(/[-:]|\.\d+/g, '')}-${randomUUID().slice(0, 6)}`;

function outcomeOf({failed, skipped, cancelled}: Counts, signal: AbortSignal): RunOutcome {
  if (signal.aborted && cancelled > 0) return 'aborted';
  return failed + skipped > 0 ? 'failed' : 'completed';
}

function manifestsOf({nodes, planner}: Plan): ReadonlyMap<string, BriefManifest> {
  const manifests = new Map<string, BriefManifest>();
  for (const {id} of nodes) {
    const settled = planner.settlement(id);
    if (settled !== undefined && settled !== 'missing') manifests.set(id, settled);
  }
  return manifests;
}
