import type {Counts, PipelineEvent, Planned} from '../../pipeline/events.ts';
import {forecastOf} from '../../pipeline/open-plan.ts';
import {Forecast, type Span} from '../../pipeline/run/forecast.ts';

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
  done: number;
  total: number;
  unit: string;
}

/** How long a forecast stands [ms]. */
const FORECAST_LASTS = 1000;

/** Where a run stands, from its events; what loggers show. */
export class RunView {
  readonly stages = new Map<string, StageState>();
  readonly running = new Map<string, RunningCell>();
  /** Cells that wait for a machine. */
  readonly queued = new Set<string>();
  readonly #stageOf = new Map<string, StageState>();
  /** When the first cell began [ms since 1970]. */
  #began: number | undefined;
  #forecast = new Forecast([]);
  #made: {readonly at: number; readonly left: Span} | undefined;

  /** Takes an event in; tells the stage that it completed, if any. */
  apply(event: PipelineEvent): string | undefined {
    switch (event.type) {
      case 'planned':
        this.#plan(event);
        return undefined;
      case 'queued':
        this.running.delete(event.node);
        this.#forecast.halt(event.node);
        this.queued.add(event.node);
        return undefined;
      case 'started': {
        const {node, at: since} = event;
        this.#began ??= since;
        this.queued.delete(node);
        this.running.set(node, {since, done: 0, total: 0, unit: ''});
        this.#forecast.begin(node, since / 1000);
        return undefined;
      }
      case 'progress': {
        const {node, done, total, unit, at} = event;
        const cell = this.running.get(node);
        if (cell) Object.assign(cell, {done, total, unit});
        if (total > 0) this.#forecast.progress(node, done / total, at / 1000);
        return undefined;
      }
      case 'cached':
      case 'finished':
      case 'failed':
      case 'skipped':
        return this.#ended(event);
      case 'retrying':
        this.running.delete(event.node);
        this.#forecast.halt(event.node);
        return undefined;
      case 'log':
      case 'waiting':
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

  /** The time left [s], at `now` [ms since 1970]. */
  left(now: number): Span {
    if (!this.#made || now - this.#made.at >= FORECAST_LASTS)
      this.#made = {at: now, left: this.#forecast.left(now / 1000)};
    const {at, left} = this.#made;
    const after = (seconds: number) => Math.max(0, seconds - (now - at) / 1000);
    return {seconds: after(left.seconds), low: after(left.low), high: after(left.high)};
  }

  /** What has passed at `now` [ms since 1970] of the time that all of it is expected to take: 0 to 1. */
  share(now: number): number {
    if (this.#began === undefined) return 0;
    const passed = Math.max(0, now - this.#began) / 1000;
    const whole = passed + this.left(now).seconds;
    return whole === 0 ? 1 : passed / whole;
  }

  #plan({decisions, guesses, jobs, machine}: Planned): void {
    this.#forecast = forecastOf(decisions, guesses, {jobs, machine});
    for (const {node} of decisions.values()) {
      const stage = this.stages.get(node.stage.name) ?? emptyStage();
      stage.total++;
      this.stages.set(node.stage.name, stage);
      this.#stageOf.set(node.id, stage);
    }
  }

  #ended(
    event: Extract<PipelineEvent, {type: 'cached' | 'finished' | 'failed' | 'skipped'}>,
  ): string | undefined {
    const {node, type} = event;
    this.running.delete(node);
    this.queued.delete(node);
    this.#forecast.end(node, event.at / 1000, type === 'finished');
    const stage = this.#stageOf.get(node);
    if (stage === undefined) return undefined;
    stage[type]++;
    const isComplete = endedOf(stage) === stage.total && stage.cached < stage.total;
    return isComplete ? node.slice(0, node.indexOf('/')) : undefined;
  }
}

const emptyStage = (): StageState => ({total: 0, cached: 0, finished: 0, failed: 0, skipped: 0});

export const endedOf = ({cached, finished, failed, skipped}: StageState) =>
  cached + finished + failed + skipped;
