import {signalShield} from '../../compute/engine/shield.ts';
import type {Happening, PipelineEvent} from '../../pipeline/events.ts';
import {run, type RunOptions, type RunResult} from '../../pipeline/run/run.ts';
import type {Store} from '../../store/types.ts';
import {prepareEngine} from '../engine.ts';
import {describeMachine, readFacts, workerEnvironment} from '../environment.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {deliverReport} from '../deliver-report.ts';
import {watchInterrupts} from '../interrupt.ts';
import {words} from '../messages.ts';
import {registerNeeds} from '../needs.ts';
import {openPlanOptions, type Session} from '../session.ts';
import {writeSidePages} from '../side-pages.ts';

/** Runs what is not there, and writes the report where people look for it. */
export async function runCommand(session: Session): Promise<ExitCode> {
  const {study, options, logger, jobs} = session;
  const signal = watchInterrupts(() => logger.remark(words.stopping));
  const [facts, planOptions] = await Promise.all([readFacts(study.root), openPlanOptions(session)]);
  const watcher = new Watcher(session, planOptions.store);
  const runOptions: RunOptions = {
    ...planOptions,
    jobs,
    machine: describeMachine(),
    facts,
    workerEnvironment: workerEnvironment(options),
    clock: Date.now,
    emit: (event) => watcher.event(event),
    signal,
    verify: () => 100 * Math.random() < (options.verify ?? 0),
  };
  try {
    await prepareEngine(planOptions, logger, signal);
    const result = await run({...runOptions, shield: await signalShield()});
    await watcher.registered;
    return await finish(session, runOptions, result, watcher.differs);
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    throw error;
  }
}

/** Listens to a run: what it needs is registered before the first cell starts to use it. */
class Watcher {
  readonly #session: Session;
  readonly #store: Store;
  registered: Promise<void> | undefined;
  /** Whether a result that was made once more came out different. */
  differs = false;

  constructor(session: Session, store: Store) {
    this.#session = session;
    this.#store = store;
  }

  event(event: PipelineEvent): void {
    if (event.type === 'planned') this.registered = this.#register(event);
    if (event.type === 'verified') this.differs ||= event.differing.length > 0;
    this.#session.logger.event(event);
  }

  #register({decisions}: Extract<Happening, {type: 'planned'}>): Promise<void> | undefined {
    const known = [...decisions.values()];
    if (known.every(({status}) => status === 'cached')) return undefined;
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
  differs: boolean,
): Promise<ExitCode> {
  const {outcome, manifests} = result;
  const keys = [...manifests.values()].map(({key}) => key);
  if (outcome === 'aborted') {
    await registerNeeds(session, store, keys, false);
    return exitCodes.interrupted;
  }
  const wanted = targets.flatMap(({id}) => manifests.get(id) ?? []);
  // The file may be that of the very report that is written next.
  const agree = await verdictsAgree(session, store, manifests);
  const report = await deliverReport(session, store, wanted);
  if (report) await writeSidePages(session, result, report);
  await store.share(keys);
  await registerNeeds(session, store, keys, report !== undefined && outcome === 'completed');
  if (outcome === 'failed' || differs || !agree) return exitCodes.failed;
  return report?.isElsewhere ? exitCodes.unavailable : exitCodes.ok;
}

async function verdictsAgree(
  session: Session,
  store: Store,
  manifests: RunResult['manifests'],
): Promise<boolean> {
  const file = session.options.checkVerdicts;
  if (file === undefined) return true;
  const {checkVerdicts} = await import('../check-verdicts.ts');
  return checkVerdicts(file, store, [...manifests.values()], session.logger);
}
