import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {signalShield} from '../../compute/engine/shield.ts';
import type {PipelineNode} from '../../pipeline/node.ts';
import {openPlan, type PlanOptions} from '../../pipeline/open-plan.ts';
import type {BriefManifest} from '../../pipeline/plan.ts';
import {saveCheck, type CheckRecord} from '../../pipeline/run/check-record.ts';
import {run, type RunResult} from '../../pipeline/run/run.ts';
import {resolveTarget} from '../../pipeline/target.ts';
import {HidingTier} from '../../store/hiding-tier.ts';
import {openStore} from '../../store/store.ts';
import type {Store} from '../../store/types.ts';
import {prepareEngine} from '../engine.ts';
import {describeMachine, readFacts, workerEnvironment} from '../environment.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {CliError} from '../failure-text.ts';
import {watchInterrupts} from '../interrupt.ts';
import {words} from '../messages.ts';
import {resultWords} from '../result-words.ts';
import {percentOf} from '../options.ts';
import {openPlanOptions, type Session} from '../session.ts';
import {showCheck} from '../side-pages.ts';
import {
  compareResults,
  type CheckOutcome,
  type ResultComparison,
} from '../verify/compare-results.ts';
import {TOLERANCE} from '../verify/differences.ts';

/** A result that is made once more. */
interface Known {
  readonly node: PipelineNode;
  readonly manifest: BriefManifest;
}

/** How the check of one result ended. */
interface Checked extends ResultComparison {
  readonly node: string;
  readonly key: string;
}

/**
 * Makes results once more, in a scratch store, and holds them against those that are known: their inputs are taken
 * from any tier, and made again too where they are nowhere. What is wrong is set aside.
 */
export async function verifyCommand(session: Session): Promise<ExitCode> {
  const {options, logger} = session;
  const start = Date.now();
  const signal = watchInterrupts({
    onStop: () => logger.remark(words.stopping),
    onHangup: () => undefined,
  });
  const planOptions = await openPlanOptions(session);
  const chosen = await choose(session, planOptions);
  const scratch = await mkdtemp(join(tmpdir(), 'three-factors-verify-'));
  try {
    const store = await openScratch(scratch, planOptions.store, chosen, session);
    const result = await remake(
      session,
      {...planOptions, store, storeFolder: scratch},
      chosen,
      signal,
    );
    if (result.outcome === 'aborted') return exitCodes.interrupted;
    const checked = await compareAll(chosen, planOptions.store, store, result);
    for (const {outcome, key} of checked) {
      if (outcome === 'differs') await planOptions.store.forget(key);
    }
    tellInputs(session, result, chosen);
    await report(session, checked, {start, asked: options.verify ?? ''});
    return exitCodeOf(checked, options.strict);
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    await rm(scratch, {recursive: true, force: true});
  }
}

/** The known results that were named, or a share of all that the targets need, by chance. */
async function choose({options}: Session, planOptions: PlanOptions): Promise<readonly Known[]> {
  const asked = options.verify ?? '';
  const share = percentOf(asked);
  const targets =
    share === undefined ? resolveTarget(planOptions.pipeline, asked) : planOptions.targets;
  const {decisions} = await openPlan({...planOptions, targets});
  const ids = share === undefined ? targets.map(({id}) => id) : [...decisions.keys()];
  const known = ids.flatMap((id): Known[] => {
    const decision = decisions.get(id);
    return decision?.status === 'cached'
      ? [{node: decision.node, manifest: decision.manifest}]
      : [];
  });
  if (known.length === 0) throw new CliError({...resultWords.nothingToVerify, received: asked});
  return share === undefined ? known : sample(known, Math.max(1, (share / 100) * known.length));
}

function sample<T>(all: readonly T[], count: number): readonly T[] {
  const left = [...all];
  const taken: T[] = [];
  while (taken.length < Math.round(count)) {
    taken.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  }
  return taken;
}

const openScratch = (
  folder: string,
  store: Store,
  chosen: readonly Known[],
  {logger}: Session,
): Promise<Store> =>
  openStore({
    folder,
    published: new HidingTier(store, new Set(chosen.map(({manifest}) => manifest.key))),
    now: Date.now,
    notice: (notice) => logger.notice(notice),
  });

async function remake(
  {study, options, logger, jobs}: Session,
  planOptions: PlanOptions,
  chosen: readonly Known[],
  signal: AbortSignal,
): Promise<RunResult> {
  const wanted = {...planOptions, targets: chosen.map(({node}) => node)};
  await prepareEngine(wanted, logger, signal);
  return run({
    ...wanted,
    jobs,
    machine: describeMachine(),
    facts: await readFacts(study.root),
    workerEnvironment: workerEnvironment(options),
    shield: await signalShield(),
    clock: Date.now,
    emit: (event) => logger.event(event),
    signal,
  });
}

async function compareAll(
  chosen: readonly Known[],
  store: Store,
  scratch: Store,
  {manifests}: RunResult,
): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const {node, manifest} of chosen) {
    const made = manifests.get(node.id);
    const comparison: ResultComparison = made
      ? await compareResults({manifest, store}, {manifest: made, store: scratch})
      : {outcome: 'failed', differing: []};
    checked.push({node: node.id, key: manifest.key, ...comparison});
  }
  return checked;
}

/** Which inputs were taken as they are known, and which were made again because they are nowhere. */
function tellInputs({logger}: Session, {plan}: RunResult, chosen: readonly Known[]): void {
  const asked = new Set(chosen.map(({node}) => node.id));
  const others = [...plan.decisions.values()].filter(({node}) => !asked.has(node.id));
  const made = others.filter(({status}) => status !== 'cached').map(({node}) => node.id);
  logger.remark(resultWords.verifyInputs(others.length - made.length, made));
}

async function report(
  session: Session,
  checked: readonly Checked[],
  {start, asked}: {readonly start: number; readonly asked: string},
): Promise<void> {
  const {study, options, places, logger} = session;
  const record: CheckRecord = {
    format: 1,
    at: new Date(start).toISOString(),
    seconds: (Date.now() - start) / 1000,
    facts: await ownFacts(study.root),
    asked,
    tolerance: TOLERANCE,
    nodes: checked.map(({node, outcome, differing}) => ({
      node,
      outcome,
      detail: resultWords.verifyDetail(outcome, differing),
    })),
  };
  saveCheck(places.store, options.profile, record);
  await showCheck(session, record);
  const counts = countOutcomes(checked);
  logger.result({type: 'verified', at: Date.now(), nodes: checked, counts, tolerance: TOLERANCE}, [
    ...record.nodes.map(({node, detail}) => `${node}: ${detail}`),
    resultWords.verifyDone(counts, TOLERANCE),
  ]);
}

async function ownFacts(root: string): Promise<CheckRecord['facts']> {
  const {cpu, isa, commit} = await readFacts(root);
  return {cpu, isa: typeof isa === 'string' ? isa : '', commit: commit ?? 'none'};
}

function countOutcomes(checked: readonly Checked[]): Readonly<Record<CheckOutcome, number>> {
  const counts = {agrees: 0, rounding: 0, differs: 0, failed: 0};
  for (const {outcome} of checked) counts[outcome]++;
  return counts;
}

/** Rounding alone is that of another CPU, and fails only where it is not to be let pass. */
function exitCodeOf(checked: readonly Checked[], strict: boolean): ExitCode {
  const outcomes = checked.map(({outcome}) => outcome);
  if (outcomes.includes('differs') || outcomes.includes('failed')) return exitCodes.failed;
  return strict && outcomes.includes('rounding') ? exitCodes.verifiedRounding : exitCodes.ok;
}
