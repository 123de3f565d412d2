import type {Checkpoint} from './checkpoint.ts';
import {ExampleOrder} from './order.ts';
import type {Learner, LearnerState} from './learner.ts';
import {divergenceBound, isAtChance, type Outcome} from './outcome.ts';
import {perturbation} from './perturbation.ts';
import type {EvaluationSet, Target, TrainingPlan} from './plan.ts';
import type {HistoryRow, Metrics, MetricsOfSets, Moment, RunResult} from './record.ts';
import type {RunState} from './run-state.ts';
import {ratesAt} from './schedule.ts';
import type {Snapshot} from './snapshot.ts';
import {nextCheck} from './target.ts';
import {TargetSearch} from './target-search.ts';

/** What a run needs to know of its data. */
export interface RunData {
  readonly labels: Int32Array;
  readonly classes: number;
  readonly trainSize: number;
  readonly sets: Readonly<Record<EvaluationSet, Int32Array>>;
}

/**
 * One training, step by step. Between two steps it *observes*: it writes rows of the history, keeps
 * snapshots and looks at the train loss, each when it is due. A moment is due at the first step that
 * begins at or after it; moments are counted in images, so that they do not depend on S or η, but for rows that are
 * asked for at equal steps of ηt.
 */
export class Run {
  readonly #plan: TrainingPlan;
  readonly #data: RunData;
  readonly #seed: number;
  readonly #learner: Learner;
  readonly #order: ExampleOrder;
  readonly #snapshots: Snapshot[];
  readonly #search: TargetSearch<Place> | undefined;
  #state: RunState;
  /** Evaluations at this very moment. */
  #metrics: MetricsOfSets = {};
  /** Whether batch norm has the statistics of this moment. */
  #isSettled = false;

  constructor(
    {plan, data, seed, learner}: RunSetup,
    resumed?: {readonly state: RunState; readonly snapshots: readonly Snapshot[]},
  ) {
    this.#plan = plan;
    this.#data = data;
    this.#seed = seed;
    this.#learner = learner;
    this.#order = new ExampleOrder(seed, data.trainSize, plan.order);
    this.#state = structuredClone(resumed?.state) ?? startOf(plan);
    this.#snapshots = [...(resumed?.snapshots ?? [])];
    if (plan.target) this.#search = this.#searchFrom(plan.target, resumed?.state);
    if (!resumed) this.#observe();
  }

  /** Training images consumed. */
  get images(): number {
    return this.#state.images;
  }

  hasEnded(): boolean {
    const {diverged, target} = this.#state;
    if (diverged || this.#atLimit()) return true;
    const stops = this.#plan.target?.then === 'stop' && target !== null;
    return stops && this.#plan.snapshotEpochs.every((epoch) => this.#isPast(epoch));
  }

  /**
   * All that must be kept to go on later and end in the same bytes. On the way to a target that is the last place
   * to which the search may return: what came after is done again.
   */
  get kept(): Checkpoint {
    const {above, below = null} = this.#state.target ? {} : (this.#search ?? {});
    const {state, learner, snapshots} = above ?? this.#place();
    return {state: {...state, below}, learner, snapshots: this.#snapshots.slice(0, snapshots)};
  }

  /** Takes one step and observes. */
  advance(): void {
    const state = this.#state;
    const {learningRate, batchSize} = ratesAt(this.#plan, this.#epoch());
    const examples = this.#order.slice(state.images, batchSize);
    const labels = examples.map((example) => this.#data.labels[example]);
    const {step} = state;
    const {classes} = this.#data;
    const loss = this.#learner.step({
      examples,
      learningRate,
      step,
      perturbation: perturbation(this.#plan, {seed: this.#seed, step, labels, classes}),
    });
    this.#state = {
      ...state,
      step: step + 1,
      images: state.images + batchSize,
      rateTime: state.rateTime + learningRate,
      learningRate,
      batchSize,
      startLoss: state.startLoss ?? loss,
      diverged: !(loss <= divergenceBound(state.startLoss ?? loss, classes)),
    };
    this.#forget();
    if (!this.#state.diverged) this.#observe();
  }

  /** Evaluates the end and says how it all went. */
  finish(): {readonly result: RunResult; readonly snapshots: readonly Snapshot[]} {
    if (!Number.isFinite(this.#learner.weightNorm())) this.#state.diverged = true;
    const {diverged} = this.#state;
    const ofTest: readonly EvaluationSet[] = ['train', 'validation', 'test', 'noisy', 'clean'];
    const end = this.#row(diverged ? [] : ofTest);
    if (!diverged) this.#keep('final');
    const {history, target} = this.#state;
    const result = {
      outcome: this.#outcome(),
      history,
      target,
      end,
      snapshots: this.#state.snapshots,
    };
    return {result, snapshots: this.#snapshots};
  }

  #outcome(): Outcome {
    const {diverged, target, leastTrainLoss} = this.#state;
    if (diverged) return 'diverged';
    if (isAtChance(leastTrainLoss ?? NaN, this.#data.classes)) return 'stuck';
    if (!this.#plan.target) return 'completed';
    return target ? 'reached target' : 'capped';
  }

  #epoch(): number {
    return this.#state.images / this.#data.trainSize;
  }

  #isPast(epoch: number): boolean {
    return this.#state.images >= Math.round(epoch * this.#data.trainSize);
  }

  #atLimit(): boolean {
    const {epochs = Infinity, steps = Infinity, rateTime = Infinity} = this.#plan.limits;
    return this.#isPast(epochs) || this.#state.step >= steps || this.#isPastRateTime(rateTime);
  }

  #isPastRateTime(rateTime: number): boolean {
    // A sum of many η may fall short by its rounding.
    return this.#state.rateTime >= rateTime * (1 - 1e-9);
  }

  #isRowDue(): boolean {
    const {everyEpochs, everyRateTime} = this.#plan.history;
    const {nextRow} = this.#state;
    if (everyRateTime !== undefined) return this.#isPastRateTime(nextRow * everyRateTime);
    return this.#isPast(nextRow * everyEpochs);
  }

  #observe(): void {
    const {history, snapshotEpochs} = this.#plan;
    const state = this.#state;
    if (this.#isRowDue()) {
      state.history.push(this.#row(history.sets));
      // A large step may pass several moments at once: one row for all.
      do state.nextRow++;
      while (this.#isRowDue());
    }
    for (const epoch of snapshotEpochs) {
      const name = `epoch-${epoch}`;
      if (this.#isPast(epoch) && !state.snapshots.some((taken) => taken.name === name))
        this.#keep(name);
    }
    if (this.#plan.target && this.#search && this.#isCheckDue(this.#search))
      this.#check(this.#plan.target, this.#search);
  }

  #isCheckDue(search: TargetSearch<Place>): boolean {
    const {target, step, nextCheck: due} = this.#state;
    if (target) return false;
    return search.isDue(step) ?? this.#isPast(due);
  }

  #check(target: Target, search: TargetSearch<Place>): void {
    const loss = this.#evaluate('train').loss ?? Infinity;
    const state = this.#state;
    const now = {epoch: this.#epoch(), loss};
    state.nextCheck = nextCheck(target, state.lastCheck ?? now, now);
    state.lastCheck = Number.isFinite(loss) ? now : null;
    const after = search.check({step: state.step, loss, place: this.#place()});
    if ('place' in after) this.#return(after.place);
    if (after.kind === 'here' || after.kind === 'there') this.#meetTarget();
    else if (search.nearest && this.#atLimit()) {
      this.#return(search.nearest);
      this.#meetTarget();
    }
  }

  #meetTarget(): void {
    const trainLoss = this.#evaluate('train').loss ?? Infinity;
    this.#state.target = {...this.#row(this.#plan.history.sets), trainLoss};
    this.#keep('target');
  }

  #searchFrom(target: Target, resumed: RunState | undefined): TargetSearch<Place> {
    if (!resumed?.lastCheck) return new TargetSearch(target);
    const {step, lastCheck, below} = resumed;
    return new TargetSearch(target, {step, loss: lastCheck.loss, place: this.#place()}, below);
  }

  #place(): Place {
    return {
      state: structuredClone(this.#state),
      learner: this.#learner.read(),
      snapshots: this.#snapshots.length,
    };
  }

  /** Goes back to a place before; what was recorded since is forgotten. */
  #return({state, learner, snapshots}: Place): void {
    this.#state = structuredClone(state);
    this.#learner.write(learner);
    this.#snapshots.length = snapshots;
    this.#forget();
  }

  /** What was known of a moment does not hold for another. */
  #forget(): void {
    this.#metrics = {};
    this.#isSettled = false;
  }

  #settle(): void {
    if (!this.#isSettled) this.#learner.settle();
    this.#isSettled = true;
  }

  #evaluate(set: EvaluationSet): Metrics {
    this.#settle();
    const metrics = (this.#metrics[set] ??= this.#learner.evaluate(this.#data.sets[set]));
    const {leastTrainLoss} = this.#state;
    if (set === 'train' && metrics.loss !== null)
      this.#state.leastTrainLoss = Math.min(metrics.loss, leastTrainLoss ?? Infinity);
    return metrics;
  }

  #row(sets: readonly EvaluationSet[]): HistoryRow {
    const {learningRate, batchSize} = this.#state;
    const present = sets.filter((set) => this.#data.sets[set].length > 0);
    const norm = this.#learner.weightNorm();
    return {
      ...this.#moment(),
      learningRate,
      batchSize,
      weightNorm: Number.isFinite(norm) ? norm : null,
      metrics: Object.fromEntries(present.map((set) => [set, this.#evaluate(set)])),
    };
  }

  #moment(): Moment {
    const {step, rateTime} = this.#state;
    return {step, epoch: this.#epoch(), rateTime};
  }

  #keep(name: string): void {
    this.#settle();
    const {parameters, statistics}: LearnerState = this.#learner.read();
    this.#snapshots.push({name, step: this.#state.step, parameters, statistics});
    this.#state.snapshots.push({...this.#moment(), name});
  }
}

/** Where a run stood. */
interface Place {
  readonly state: RunState;
  readonly learner: LearnerState;
  /** How many were kept by then. */
  readonly snapshots: number;
}

export interface RunSetup {
  readonly plan: TrainingPlan;
  readonly data: RunData;
  readonly seed: number;
  readonly learner: Learner;
}

function startOf(plan: TrainingPlan): RunState {
  return {
    step: 0,
    images: 0,
    rateTime: 0,
    ...ratesAt(plan, 0),
    startLoss: null,
    leastTrainLoss: null,
    lastCheck: null,
    nextCheck: 0,
    below: null,
    nextRow: 0,
    diverged: false,
    history: [],
    target: null,
    snapshots: [],
  };
}
