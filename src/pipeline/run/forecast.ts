import {PLAIN, type Guess} from './durations.ts';
import {RatioGroup, type Level} from './ratio-tree.ts';

/** What is known of a cell before it runs. */
export interface CellGuess extends Guess {
  /** `<stage>/<part>/…` */
  readonly id: string;
  readonly kernels?: string;
  /** Progress counts towards the most that it may do; it may end at any part of it. */
  readonly mayEndEarly?: boolean;
  /** The part of the machine that it takes, at least one over the cells that run at one time. */
  readonly share: number;
  /** Ids of the cells that it waits for; those that stand there already count no more. */
  readonly parents: readonly string[];
}

/** A time [s], and the bounds that it lies between four times out of five. */
export interface Span {
  readonly seconds: number;
  readonly low: number;
  readonly high: number;
}

interface Cell {
  readonly guess: CellGuess;
  readonly group: RatioGroup;
  /** Standard deviation of the logarithm of its ratio over that of its group. */
  readonly spread: number;
}

/** How far a cell is, and when it said so [s]. */
interface Mark {
  readonly at: number;
  /** From 0 to 1. */
  readonly done: number;
}

interface Running {
  readonly since: number;
  /** Where it began: one that resumes does not begin at nothing. */
  start: Mark;
  last: Mark;
}

/** Eight of ten times a normal variable is not farther from its mean, in standard deviations. */
const EIGHT_OF_TEN = 1.28;
/** What no estimate knows: loads that come and go, the order of the end. */
const FLOOR = 0.03;

/**
 * The time that is left of a run, by a hierarchical model of log ratios, measured over guessed: of the machine, of
 * its kernels, of their stages, experiments and cells. Each level learns from what ends and from what tells its
 * progress, and as far as a level has shown nothing it follows the one above.
 */
export class Forecast {
  readonly #root: RatioGroup;
  readonly #groups = new Set<RatioGroup>();
  /** Not yet ended, each after those that it waits for. */
  readonly #cells = new Map<string, Cell>();
  readonly #running = new Map<string, Running>();

  /** `guesses`: each after those that it waits for. */
  constructor(guesses: Iterable<CellGuess>) {
    const all = [...guesses];
    this.#root = new RatioGroup(spreadOfMachine(all));
    for (const guess of all) {
      const group = this.#root.at(levelsOf(guess));
      this.#groups.add(group);
      this.#cells.set(guess.id, {guess, group, spread: ownSpread(guess)});
    }
  }

  /** A cell begins; times [s] are by any one clock. */
  begin(id: string, now: number): void {
    const start = {at: now, done: 0};
    this.#running.set(id, {since: now, start, last: start});
  }

  /** A running cell has done this part, from 0 to 1. */
  progress(id: string, done: number, now: number): void {
    const [cell, running] = [this.#cells.get(id), this.#running.get(id)];
    if (!cell || !running) return;
    const mark = {at: now, done};
    if (running.last === running.start && resumes(cell, running.since, mark)) running.start = mark;
    running.last = mark;
  }

  /** What it did is for nothing, and it will begin anew. */
  halt(id: string): void {
    this.#running.delete(id);
  }

  /** A cell will not run any more; when it `finished`, the time that it took is learned from. */
  end(id: string, now: number, finished: boolean): void {
    const [cell, running] = [this.#cells.get(id), this.#running.get(id)];
    this.#cells.delete(id);
    this.#running.delete(id);
    if (cell && running && finished) learn(cell, running, now);
  }

  /** The time left of the whole run [s]. */
  left(now: number): Span {
    const hints = this.#hints(now);
    for (const {group, logRatio, variance} of hints) group.see(logRatio, variance);
    this.#root.settle();
    const {work, path} = this.#sum(now);
    const relative = work > 0 ? Math.sqrt(this.#root.uncertainty()) / work : 0;
    for (const {group, logRatio, variance} of hints) group.unsee(logRatio, variance);
    const seconds = Math.max(work, path);
    const factor = Math.exp(EIGHT_OF_TEN * Math.hypot(relative, FLOOR));
    return {seconds, low: seconds / factor, high: seconds * factor};
  }

  /** What running cells tell before they end. */
  #hints(now: number): Hint[] {
    const hints: Hint[] = [];
    for (const [id, running] of this.#running) {
      const cell = this.#cells.get(id);
      const seen = cell && seenOf(cell, running, now);
      if (seen)
        hints.push({group: cell.group, ...seen, variance: seen.variance + cell.spread ** 2});
    }
    return hints;
  }

  /** All work, as if it could be cut at will [s], and the longest path to the end [s]. */
  #sum(now: number): {readonly work: number; readonly path: number} {
    for (const group of this.#groups) [group.load, group.ownVariance] = [0, 0];
    const after = new Map<string, number>();
    let [work, path] = [0, 0];
    for (const [id, cell] of [...this.#cells].reverse()) {
      const {guess, group} = cell;
      const running = this.#running.get(id);
      const {seconds, variance} = running ? timeLeft(cell, running, now) : wholeTime(cell);
      const load = seconds * guess.share;
      work += load;
      group.load += load;
      group.ownVariance += load ** 2 * variance;
      const toEnd = seconds + (after.get(id) ?? 0);
      path = Math.max(path, toEnd);
      for (const parent of guess.parents)
        after.set(parent, Math.max(toEnd, after.get(parent) ?? 0));
    }
    return {work, path};
  }
}

interface Seen {
  /** Logarithm of the whole time over the guess, and the variance of this reading. */
  readonly logRatio: number;
  readonly variance: number;
}

interface Hint extends Seen {
  readonly group: RatioGroup;
}

/** Expected time of a cell that has not begun [s]; `variance`: of its logarithm, for a known ratio of the group. */
function wholeTime({guess, group, spread}: Cell): {seconds: number; variance: number} {
  const variance = spread ** 2;
  return {seconds: guess.seconds * Math.exp(group.mean + variance / 2), variance};
}

/** The same of what is left of a running cell. */
function timeLeft(cell: Cell, running: Running, now: number): {seconds: number; variance: number} {
  const {guess, group, spread} = cell;
  const seen = seenOf(cell, running, now);
  const precision = 1 / spread ** 2 + (seen ? 1 / seen.variance : 0);
  const told = seen ? seen.logRatio / seen.variance : 0;
  const logRatio = (group.mean / spread ** 2 + told) / precision;
  const most = wholeByProgress(running) ?? Infinity;
  const expected = guess.seconds * Math.exp(logRatio);
  const whole = guess.mayEndEarly ? Math.min(most, expected) : expected;
  return {seconds: Math.max(0, whole - (now - running.since)), variance: 1 / precision};
}

/** What a running cell shows of its whole time: by its progress, or by having taken longer than it should. */
function seenOf({guess, group}: Cell, running: Running, now: number): Seen | undefined {
  const byProgress = guess.mayEndEarly ? undefined : wholeByProgress(running);
  const elapsed = now - running.since;
  if (byProgress !== undefined) {
    const whole = Math.max(byProgress, elapsed);
    const unseen = 1 - running.last.done;
    return {logRatio: Math.log(whole / guess.seconds), variance: (0.05 + 0.5 * unseen) ** 2};
  }
  const overdue = Math.log((OVERDUE * elapsed) / guess.seconds);
  return overdue > group.mean ? {logRatio: overdue, variance: 0.1} : undefined;
}

/** A cell that has taken as long as it should takes so many times as long in all. */
const OVERDUE = 1.1;

/** The whole time of a cell [s] if it goes on as it did since its start. */
function wholeByProgress({since, start, last}: Running): number | undefined {
  if (last.done <= start.done || last.at <= start.at) return undefined;
  const pace = (last.at - start.at) / (last.done - start.done);
  return last.at - since + (1 - last.done) * pace;
}

/** Whether a cell that tells this first went on from an earlier attempt: it could not have done so much by now. */
function resumes({guess, group}: Cell, since: number, {at, done}: Mark): boolean {
  const expected = done * guess.seconds * Math.exp(group.mean);
  return done > 0.05 && !guess.mayEndEarly && at - since < expected / 5;
}

/** Takes in how long a cell took. One that resumed had the rest to do. */
function learn({guess, group, spread}: Cell, {since, start}: Running, now: number): void {
  const seconds = Math.max(now - since, 0.01);
  const expected = guess.seconds * (1 - Math.min(start.done, 0.99));
  // Below a tenth of a second it is chance that counts.
  group.see(Math.log(seconds / expected), spread ** 2 + (0.1 / seconds) ** 2);
}

/** How far a machine may be from what the guesses rest on. */
function spreadOfMachine(guesses: readonly CellGuess[]): number {
  let [all, declared] = [0, 0];
  for (const {seconds, basis} of guesses) {
    all += seconds;
    if (basis === 'declared') declared += seconds;
  }
  return 0.25 + (declared > 0 ? (0.35 * declared) / all : 0);
}

function levelsOf({id, basis, kernels = PLAIN}: CellGuess): Level[] {
  const [stage, ...parts] = id.split('/');
  const groups = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
  if (basis === 'measured') {
    const names = ['measured', stage, ...groups];
    return names.map((name) => ({name, spread: 0.1}));
  }
  return [
    {name: kernels, spread: basis === 'calibrated' ? 0.1 : 0.4},
    {name: stage, spread: 0.3},
    ...groups.map((name, depth) => ({name, spread: 0.5 / (1 + depth)})),
  ];
}

function ownSpread({basis, mayEndEarly}: CellGuess): number {
  if (basis === 'measured') return 0.15;
  return mayEndEarly ? 0.35 : 0.2;
}
