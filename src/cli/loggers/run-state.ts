import type {Counts, PipelineEvent, Planned} from '../../pipeline/events.ts';

export interface StageState {
  total: number;
  cached: number;
  finished: number;
  failed: number;
  skipped: number;
}

export interface RunningCell {
  /** [ms since 1970] */
  readonly since: number;
  /** Expected duration [s]. */
  readonly expected: number;
  done: number;
  total: number;
  unit: string;
  /** When it said so [ms since 1970]. */
  toldAt: number;
}

/** Where a run stands, from its events; what loggers show. */
export class RunState {
  readonly stages = new Map<string, StageState>();
  readonly running = new Map<string, RunningCell>();
  readonly #stageOf = new Map<string, StageState>();
  /** Expected durations [s] of what may run and has not begun, and their sum. */
  readonly #open = new Map<string, number>();
  #openSeconds = 0;
  /** Of the cells that ran and have ended [s]. */
  #expectedEnded = 0;
  #measuredEnded = 0;

  /** Takes an event in; tells the stage that it completed, if any. */
  apply(event: PipelineEvent): string | undefined {
    switch (event.type) {
      case 'planned':
        this.#plan(event);
        return undefined;
      case 'started': {
        const {node, at: since, seconds: expected} = event;
        this.running.set(node, {since, expected, done: 0, total: 0, unit: '', toldAt: since});
        this.#close(node);
        return undefined;
      }
      case 'progress': {
        const {node, done, total, unit, at: toldAt} = event;
        const cell = this.running.get(node);
        if (cell) Object.assign(cell, {done, total, unit, toldAt});
        return undefined;
      }
      case 'cached':
      case 'finished':
      case 'failed':
      case 'skipped':
        return this.#ended(event);
      case 'retrying':
        this.running.delete(event.node);
        return undefined;
      case 'log':
      case 'waiting':
      case 'verified':
      case 'warning':
      case 'run ended':
        return undefined;
    }
  }

  get counts(): Counts {
    const counts = {cached: 0, finished: 0, failed: 0, skipped: 0};
    for (const {cached, finished, failed, skipped} of this.stages.values()) {
      counts.cached += cached;
      counts.finished += finished;
      counts.failed += failed;
      counts.skipped += skipped;
    }
    return {...counts, cancelled: 0};
  }

  /**
   * A guess of the time left [s]: expected work, corrected by how the guesses turned out so far, and at least what
   * the longest running cell needs.
   */
  remaining(now: number, jobs: number): number {
    const ratio = this.#expectedEnded > 0 ? this.#measuredEnded / this.#expectedEnded : 1;
    const running = [...this.running.values()].map((cell) => timeLeft(cell, now, ratio));
    const work = running.reduce((sum, left) => sum + left, this.#openSeconds * ratio);
    return Math.max(0, work / jobs, ...running);
  }

  #plan({decisions, estimates, seconds}: Planned): void {
    for (const [node, expected] of estimates) this.#open.set(node, expected);
    this.#openSeconds = seconds;
    for (const {node} of decisions.values()) {
      const stage = this.stages.get(node.stage.name) ?? emptyStage();
      stage.total++;
      this.stages.set(node.stage.name, stage);
      this.#stageOf.set(node.id, stage);
    }
  }

  /** It has begun, or needs not: another run made it, or it was cut off. */
  #close(node: string): void {
    this.#openSeconds -= this.#open.get(node) ?? 0;
    this.#open.delete(node);
  }

  #ended(
    event: Extract<PipelineEvent, {type: 'cached' | 'finished' | 'failed' | 'skipped'}>,
  ): string | undefined {
    const {node, type} = event;
    const cell = this.running.get(node);
    if (cell) {
      this.#expectedEnded += cell.expected;
      this.#measuredEnded += (event.at - cell.since) / 1000;
    }
    this.running.delete(node);
    this.#close(node);
    const stage = this.#stageOf.get(node);
    if (stage === undefined) return undefined;
    stage[type]++;
    const isComplete = endedOf(stage) === stage.total && stage.cached < stage.total;
    return isComplete ? node.slice(0, node.indexOf('/')) : undefined;
  }
}

/** By how far the cell says it is, where it says so. */
function timeLeft({since, expected, done, total, toldAt}: RunningCell, now: number, ratio: number) {
  const untilTold = (toldAt - since) / 1000;
  const whole = done > 0 ? (untilTold * total) / done : expected * ratio;
  return Math.max(0, whole - (now - since) / 1000);
}

const emptyStage = (): StageState => ({total: 0, cached: 0, finished: 0, failed: 0, skipped: 0});

export const endedOf = ({cached, finished, failed, skipped}: StageState) =>
  cached + finished + failed + skipped;
