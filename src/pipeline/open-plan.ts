import type {Store} from '../store/types.ts';
import type {StageCode} from './code/code.ts';
import {readCode, type CodeOptions} from './code/read-code.ts';
import {findCodeFolder} from './code/code-folder.ts';
import {Details} from './details.ts';
import {LastKeys} from './last.ts';
import {parentsOf, type PipelineNode} from './node.ts';
import {parseFingerprint} from './parse-fingerprint.ts';
import type {Pipeline} from './pipeline.ts';
import {reopenAbsent} from './absent.ts';
import {planAll, Planner, type BriefManifest, type Decision} from './plan.ts';
import {Capacity, type Machine} from './run/capacity.ts';
import {Durations, type Guess} from './run/durations.ts';
import {SeenResults} from './seen-results.ts';
import {Forecast, type CellGuess} from './run/forecast.ts';

export interface PlanOptions extends CodeOptions {
  readonly pipeline: Pipeline;
  readonly targets: readonly PipelineNode[];
  readonly store: Store;
  /** The local folder of the store; what is only remembered to explain and to estimate stands there. */
  readonly storeFolder: string;
  /** Whether somebody wants the outputs of a node themselves, besides the nodes that read them. */
  readonly wants?: (node: PipelineNode, result: BriefManifest) => boolean | Promise<boolean>;
}

/** What is to be done for some targets, and all that was needed to find out. */
export interface Plan {
  /** The targets and what they need, each after everything it reads. */
  readonly nodes: readonly PipelineNode[];
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly planner: Planner;
  /** By the name of {@link PipelineNode.code}. */
  readonly code: ReadonlyMap<string, StageCode>;
  readonly lastKeys: LastKeys;
  readonly details: Details;
  readonly durations: Durations;
}

/** Expected durations of the nodes that may run, and their sum [s]. */
export function expectedWork({decisions, durations}: Pick<Plan, 'decisions' | 'durations'>) {
  const guesses = new Map<string, Guess>();
  let seconds = 0;
  for (const {node, status} of decisions.values()) {
    if (status === 'cached') continue;
    const guess = durations.guess(node);
    guesses.set(node.id, guess);
    seconds += guess.seconds;
  }
  return {guesses, seconds};
}

/** Where cells run. */
export interface Room {
  readonly machine: Machine;
  /** The most cells that run at one time. */
  readonly jobs: number;
}

/** A forecast of all that may run. `guesses`: of these nodes. */
export function forecastOf(
  decisions: Plan['decisions'],
  guesses: ReadonlyMap<string, Guess>,
  {machine, jobs}: Room,
): Forecast {
  const capacity = new Capacity(machine, jobs);
  const cells: CellGuess[] = [];
  for (const {node} of decisions.values()) {
    const guess = guesses.get(node.id);
    if (!guess) continue;
    const {kernels, mayEndEarly = false} = node.resources;
    cells.push({
      ...guess,
      id: node.id,
      ...(kernels !== undefined && {kernels}),
      mayEndEarly,
      share: 1 / capacity.most(node.resources),
      parents: parentsOf(node),
    });
  }
  return new Forecast(cells);
}

/** Reads the code and decides on every node; changes nothing but caches. Throws what `readCode` throws. */
export async function openPlan(options: PlanOptions): Promise<Plan> {
  const {pipeline, targets, store, storeFolder} = options;
  const generations = pipeline.generations(targets);
  const nodes = generations.flat();
  const bodies = new Map(nodes.map(({code}) => [code.name, code] as const));
  const code = await readCode([...bodies.values()], options);
  const lastKeys = new LastKeys(storeFolder);
  const cacheFolder = findCodeFolder(options.root, options.otherCodeFolders ?? []);
  const results = new SeenResults(store, {storeFolder, cacheFolder});
  const planner = new Planner(nodes, {
    code,
    known: (key) => results.known(key),
    find: (key) => store.find(key),
    last: async (node) => {
      const key = lastKeys.get(node);
      if (key === undefined) return undefined;
      const fingerprint = parseFingerprint((await store.known(key))?.preimage);
      return fingerprint ? {key, fingerprint} : {key};
    },
  });
  const decided = await planAll(planner, generations);
  const {wants = () => false} = options;
  const holds = (outputs: BriefManifest['outputs']) => store.holds(outputs);
  const decisions = await reopenAbsent({planner, nodes, decisions: decided, wants, holds});
  results.save();
  const durations = new Durations(storeFolder);
  return {
    nodes,
    decisions,
    planner,
    code,
    lastKeys,
    details: new Details(storeFolder),
    durations,
  };
}
