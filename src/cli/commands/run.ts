import {signalShield} from '../../compute/engine/shield.ts';
import type {Happening, PipelineEvent} from '../../pipeline/events.ts';
import {run, type RunOptions, type RunResult} from '../../pipeline/run/run.ts';
import type {Store} from '../../store/types.ts';
import type {VerdictCheck} from '../check-verdicts.ts';
import {prepareEngine} from '../engine.ts';
import {describeMachine, readFacts, workerEnvironment} from '../environment.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {deliverReport} from '../deliver-report.ts';
import {alignColumns} from '../format.ts';
import {explainError} from '../failure-text.ts';
import {watchInterrupts} from '../interrupt.ts';
import {loadLateModules} from '../late-modules.ts';
import {RunLog} from '../loggers/run-log.ts';
import {words} from '../messages.ts';
import {resultWords} from '../result-words.ts';
import {registerNeeds} from '../needs.ts';
import {findPace} from '../pace.ts';
import {openPlanOptions, type Session} from '../session.ts';
import {writeSidePages} from '../side-pages.ts';
import {writeResults} from '../write-results.ts';
import type {SlurmRun} from '../slurm.ts';

/** Runs what is not there, and writes the report where people look for it. */
export async function runCommand(given: Session): Promise<ExitCode> {
  const {study, options, places, jobs} = given;
  const logger = new RunLog(given.logger, places.store);
  const session = {...given, logger};
  const cluster = await openCluster(session);
  const signal = watchInterrupts({
    onStop: (how) => logger.remark(cluster?.stop(how) ?? words.stopping),
    onHangup: () => logger.remark(words.hungUp(process.pid)),
  });
  const check = await openVerdictCheck(given.options);
  const [facts, planOptions] = await Promise.all([readFacts(study.root), openPlanOptions(session)]);
  check?.checkTargets(planOptions.pipeline, planOptions.targets);
  const watcher = new Watcher(session, planOptions.store);
  const runOptions: RunOptions = {
    ...planOptions,
    jobs,
    machine: (await cluster?.machine()) ?? describeMachine(),
    facts,
    workerEnvironment: workerEnvironment(options),
    clock: Date.now,
    // How fast this machine is says nothing of the nodes.
    ...(!cluster && {calibrate: (open) => findPace(session, open, signal)}),
    emit: (event) => watcher.event(event),
    signal,
    asItStands: options.asItStands,
  };
  try {
    await prepareEngine(planOptions, logger, signal);
    const cells = cluster?.executor(planOptions.store, (code, message) =>
      watcher.event({type: 'warning', at: Date.now(), code, message}),
    );
    const shield = await signalShield();
    const result = await run({...runOptions, shield, ...(cells && {cells})});
    await watcher.registered;
    return await finish(session, runOptions, result, check);
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    logger.keep(explainError(error).text);
    throw error;
  }
}

/** The cluster whose scheduler runs the cells, if they are to go there. */
async function openCluster(session: Session): Promise<SlurmRun | undefined> {
  if (session.options.executor !== 'slurm') return undefined;
  const {SlurmRun} = await import('../slurm.ts');
  return new SlurmRun(session);
}

/** Listens to a run: what it needs is registered before the first cell starts to use it. */
class Watcher {
  readonly #session: Session;
  readonly #store: Store;
  registered: Promise<void> | undefined;
  #lateModules: Promise<void> | undefined;

  constructor(session: Session, store: Store) {
    this.#session = session;
    this.#store = store;
  }

  event(event: PipelineEvent): void {
    if (event.type === 'planned') this.registered = this.#register(event);
    if (event.type === 'started') this.#lateModules ??= loadLateModules();
    this.#session.logger.event(event);
  }

  #register({decisions}: Extract<Happening, {type: 'planned'}>): Promise<void> | undefined {
    const known = [...decisions.values()];
    if (known.every(({status}) => status === 'cached')) return undefined;
    const {study, options, logger} = this.#session;
    for (const one of study.untestable?.(options.profile) ?? [])
      logger.remark(words.untestable(options.profile, one));
    const keys = known.flatMap((decision) => {
      if (decision.status === 'cached') return [decision.manifest.key];
      return decision.status === 'run' ? [decision.key] : [];
    });
    return registerNeeds(this.#session, this.#store, keys, false);
  }
}

async function finish(
  session: Session,
  {store, targets}: RunOptions,
  result: RunResult,
  check: VerdictCheck | undefined,
): Promise<ExitCode> {
  const {outcome, manifests} = result;
  const made = [...manifests.values()];
  const keys = made.map(({key}) => key);
  if (outcome === 'aborted') {
    await registerNeeds(session, store, keys, false);
    return exitCodes.interrupted;
  }
  const wanted = targets.flatMap(({id}) => manifests.get(id) ?? []);
  // The path of the report is the last that is said.
  const verdicts = await check?.compare(store, made, session.logger);
  const report = await deliverReport(session, store, wanted);
  if (report) {
    await writeSidePages(session, result, report);
    await writeResults(session, store, result, report.folder);
  }
  if (session.options.materialize) await bringIn(session, store, targets, manifests);
  await store.share(keys);
  await registerNeeds(session, store, keys, report !== undefined && outcome === 'completed');
  // Where cells failed, other verdicts are no news.
  if (outcome === 'failed') return exitCodes.failed;
  if (verdicts !== undefined && verdicts !== exitCodes.ok) return verdicts;
  return report?.isElsewhere ? exitCodes.unavailable : exitCodes.ok;
}

/** Brings the outputs of targets into the local store, and says where they stand. */
async function bringIn(
  {logger}: Session,
  store: Store,
  targets: RunOptions['targets'],
  manifests: RunResult['manifests'],
): Promise<void> {
  const rows: string[][] = [];
  for (const {id} of targets) {
    for (const [name, output] of Object.entries(manifests.get(id)?.outputs ?? {})) {
      const paths: string[] = [];
      for (const file of output.files) {
        paths.push(await store.checkout({...output, form: 'file', files: [file]}, ''));
      }
      rows.push(
        resultWords.materialized(id, name, output.bytes, output.form === 'file' ? paths[0] : ''),
      );
    }
  }
  logger.result({type: 'materialized', outputs: rows}, alignColumns(rows));
}

async function openVerdictCheck({
  checkVerdicts,
  strict,
}: Session['options']): Promise<VerdictCheck | undefined> {
  if (checkVerdicts === undefined) return undefined;
  const {VerdictCheck} = await import('../check-verdicts.ts');
  return VerdictCheck.open(checkVerdicts, strict);
}
