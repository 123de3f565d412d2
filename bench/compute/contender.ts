import {execa, type ResultPromise} from 'execa';

/** What one process did when it was told to work. */
interface Work {
  readonly done: number;
  readonly seconds: number;
  readonly peakMB: number;
}

/** A command that serves (see serve.ts), and in how many processes at a time. */
export interface Contender {
  readonly command: readonly [file: string, ...args: string[]];
  readonly processes: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Processes that wait, work side by side for some seconds when they are told to, and wait again. */
export class Team {
  readonly #members: readonly Member[];

  private constructor(members: readonly Member[]) {
    this.#members = members;
  }

  static async start({command, processes, environment}: Contender): Promise<Team> {
    const members = Array.from({length: processes}, () => new Member(command, environment));
    await Promise.all(members.map((member) => member.next()));
    return new Team(members);
  }

  /** @returns What is done per second by all together, and the most memory that one has used [MB]. */
  async work(seconds: number): Promise<{rate: number; peakMB: number}> {
    const all = await Promise.all(this.#members.map((member) => member.work(seconds)));
    return {
      rate: all.reduce((sum, {done, seconds: taken}) => sum + done / taken, 0),
      peakMB: Math.max(...all.map(({peakMB}) => peakMB)),
    };
  }

  async end(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.end()));
  }
}

class Member {
  readonly #process: ResultPromise<{buffer: false; stderr: 'inherit'}>;
  readonly #lines: AsyncIterableIterator<string>;

  constructor([file, ...args]: Contender['command'], env: Contender['environment'] = {}) {
    this.#process = execa(file, args, {env, buffer: false, stderr: 'inherit'});
    this.#lines = this.#process.iterable();
  }

  async next(): Promise<string> {
    const answer: IteratorResult<string, undefined> = await this.#lines.next();
    if (answer.value === undefined)
      throw new Error(`${this.#process.spawnargs.join(' ')} has ended.`);
    return answer.value;
  }

  async work(seconds: number): Promise<Work> {
    this.#process.stdin.write(`${seconds}\n`);
    const [done, taken, peakMB] = (await this.next()).split(' ').map(Number);
    return {done, seconds: taken, peakMB};
  }

  async end(): Promise<void> {
    this.#process.stdin.end();
    await this.#process;
  }
}
