import {ExampleOrder} from './order.ts';
import type {Learner, LearnerState} from './learner.ts';
import {divergenceBound, isAtChance, type Outcome} from './outcome.ts';
import {perturbation} from './perturbation.ts';
import type {EvaluationSet, TrainingPlan} from './plan.ts';
import type {HistoryRow, Metrics, MetricsOfSets, Moment, RunResult} from './record.ts';
import type {RunState} from './run-state.ts';
import {ratesAt} from './schedule.ts';
import type {Snapshot} from './snapshot.ts';
import {nextCheck} from './target.ts';

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
 * begins at or after it; moments are counted in images, so that they do not depend on S or η.
 */
export class Run {
  readonly #plan: TrainingPlan;
  readonly #data: RunData;
  readonly #seed: number;
  readonly #learner: Learner;
  readonly #order: ExampleOrder;
  readonly #snapshots: Snapshot[];
  #state: RunState;
  /** Evaluations at this very moment. */
  #metrics: MetricsOfSets = {};

  constructor(
    {plan, data, seed, learner}: RunSetup,
    resumed?: {readonly state: RunState; readonly snapshots: readonly Snapshot[]},
  ) {
    this.#plan = plan;
    this.#data = data;
    this.#seed = seed;
    this.#learner = learner;
    this.#order = new ExampleOrder(seed, data.trainSize);
    this.#state = structuredClone(resumed?.state) ?? startOf(plan);
    this.#snapshots = [...(resumed?.snapshots ?? [])];
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

  /** All that must be kept, beside the learner, to go on later. */
  get kept(): {readonly state: RunState; readonly snapshots: readonly Snapshot[]} {
    return {state: this.#state, snapshots: this.#snapshots};
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
    this.#metrics = {};
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
    // A sum of many η may fall short of the limit by its rounding.
    const rateTimeMet = this.#state.rateTime >= rateTime * (1 - 1e-9);
    return this.#isPast(epochs) || this.#state.step >= steps || rateTimeMet;
  }

  #observe(): void {
    const {history, snapshotEpochs} = this.#plan;
    const state = this.#state;
    if (this.#isPast(state.nextRow * history.everyEpochs)) {
      state.history.push(this.#row(history.sets));
      state.nextRow = Math.floor(this.#epoch() / history.everyEpochs) + 1;
    }
    for (const epoch of snapshotEpochs) {
      const name = `epoch-${epoch}`;
      if (this.#isPast(epoch) && !state.snapshots.some((taken) => taken.name === name))
        this.#keep(name);
    }
    if (this.#plan.target && !state.target && this.#isPast(state.nextCheck)) this.#check();
  }

  #check(): void {
    const {target} = this.#plan;
    const {loss} = this.#evaluate('train');
    const state = this.#state;
    if (!target) return;
    if (loss !== null && loss <= target.trainLoss) {
      state.target = {...this.#row(this.#plan.history.sets), trainLoss: loss};
      this.#keep('target');
      return;
    }
    const now = {epoch: this.#epoch(), loss: loss ?? Infinity};
    state.nextCheck = nextCheck(target, state.lastCheck ?? now, now);
    state.lastCheck = loss === null ? null : {epoch: now.epoch, loss};
  }

  #evaluate(set: EvaluationSet): Metrics {
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
    const {parameters, statistics}: LearnerState = this.#learner.read();
    this.#snapshots.push({name, step: this.#state.step, parameters, statistics});
    this.#state.snapshots.push({...this.#moment(), name});
  }
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
    nextRow: 0,
    diverged: false,
    history: [],
    target: null,
    snapshots: [],
  };
}
