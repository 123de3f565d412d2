import type {PipelineEvent} from '../../../src/pipeline/events.ts';
import type {PipelineNode} from '../../../src/pipeline/node.ts';
import {forecastOf} from '../../../src/pipeline/open-plan.ts';
import {Capacity} from '../../../src/pipeline/run/capacity.ts';
import {urgencyOf} from '../../../src/pipeline/run/urgency.ts';
import type {Guess} from '../../../src/pipeline/run/durations.ts';
import {ReadyQueue} from '../../../src/pipeline/run/ready-queue.ts';
import {WaitingNodes} from '../../../src/pipeline/run/waiting-nodes.ts';

/** What is replayed: which cells, what was guessed of them, and how long they take [s]. */
export interface Replayed {
  readonly nodes: readonly PipelineNode[];
  readonly guessOf: (node: PipelineNode) => Guess;
  readonly secondsOf: (node: PipelineNode) => number;
  readonly jobs: number;
}

/** How many steps of ten bodies of these stages tell; the others tell nothing. */
const telling = /^(train|simulate-|rescale-|reparametrize)/;
/** A cell that may end early ends when it has done this part of the most that it may do. */
const EARLY_END = 0.15;

/** The events of a run of such cells, in the order in which the scheduler would start them. */
export function* replay(run: Replayed): Generator<PipelineEvent> {
  const {nodes, guessOf, secondsOf, jobs} = run;
  yield planned(run);
  const ended = new Set<string>();
  const urgency = urgencyOf(nodes, (node) => guessOf(node).seconds);
  const capacity = new Capacity(roomFor(jobs), jobs);
  const ready = new ReadyQueue<PipelineNode>();
  const waiting = new WaitingNodes(nodes, (id) => !ended.has(id));
  for (const node of nodes) waiting.add(node);
  const free = (nodes: Iterable<PipelineNode>) => {
    for (const node of nodes) if (waiting.release(node)) ready.add(node, urgency(node));
  };
  const running = new Map<PipelineNode, {readonly start: number; readonly end: number}>();
  let now = 0;
  free(nodes);
  for (;;) {
    for (let next = ready.take(fits); next; next = ready.take(fits)) {
      capacity.take(next.resources);
      running.set(next, {start: now, end: now + 1000 * secondsOf(next)});
      yield started(next, guessOf(next).seconds, now);
    }
    const first = [...running].sort(([, a], [, b]) => a.end - b.end).at(0);
    if (first === undefined) return;
    const [node, {start, end}] = first;
    for (const [other, span] of running) {
      const part = (end - span.start) / (span.end - span.start);
      if (other !== node && telling.test(other.id)) yield progress(other, part, end);
    }
    now = end;
    running.delete(node);
    capacity.release(node.resources);
    ended.add(node.id);
    const seconds = (end - start) / 1000;
    yield {type: 'finished', at: now, node: node.id, key: 'k', seconds};
    free(waiting.freedBy(node.id));
  }
  function fits(node: PipelineNode): boolean {
    return capacity.fits(node.resources);
  }
}

const roomFor = (jobs: number) => ({cpus: jobs, memoryMB: 1e6, gpus: 0});

function planned({nodes, guessOf, jobs}: Replayed): PipelineEvent {
  const decisions = new Map(
    nodes.map((node) => [node.id, {status: 'blocked' as const, node, missing: []}]),
  );
  const guesses = new Map(nodes.map((node) => [node.id, guessOf(node)]));
  const machine = roomFor(jobs);
  const left = forecastOf(decisions, guesses, {machine, jobs}).left(0);
  const seconds = [...guesses.values()].reduce((sum, guess) => sum + guess.seconds, 0);
  return {
    type: 'planned',
    at: 0,
    run: 'r',
    decisions,
    guesses,
    seconds,
    left,
    leftOut: 0,
    jobs,
    machine,
  };
}

const started = ({id}: PipelineNode, seconds: number, at: number): PipelineEvent => ({
  type: 'started',
  at,
  node: id,
  key: 'k',
  attempt: 1,
  reasons: [],
  seconds,
});

function progress({id, resources}: PipelineNode, part: number, at: number): PipelineEvent {
  const total = 1000;
  const done = Math.floor(total * part * (resources.mayEndEarly ? EARLY_END : 1));
  return {type: 'progress', at, node: id, done, total, unit: 'images'};
}
