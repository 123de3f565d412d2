import {arrays, group, type Group} from './ask.ts';
import {SlurmError, type ElementState, type Limits, type Slurm} from './commands.ts';
import type {Request} from './request.ts';
import type {SlurmSettings} from './settings.ts';
import {ArrayFolder, newArrayId, type Assignment, type ElementSetting} from './spool.ts';

export interface SubmitterOptions {
  readonly slurm: Slurm;
  readonly settings: SlurmSettings;
  /** The folder of all arrays; every node sees it. */
  readonly spool: string;
  readonly setting: ElementSetting;
  /** The program of an element, and what runs it. */
  readonly program: string;
  readonly node: string;
  readonly limits: Limits;
}

/** An array that was handed in. */
export interface Submitted {
  readonly folder: ArrayFolder;
  readonly job: string;
  readonly elements: readonly (readonly Request[])[];
}

/** What came of handing in; cells that are in none of these are still to go out. */
export interface Submissions {
  readonly submitted: readonly Submitted[];
  readonly left: readonly Request[];
  /** Why not all went out. */
  readonly error?: SlurmError;
}

/** An array of which nobody answered whether it was taken. */
interface Unclear {
  readonly folder: ArrayFolder;
  readonly groups: readonly Group<Request>[];
}

/** Hands cells in as arrays, within what the site takes. */
export class Submitter {
  readonly #options: SubmitterOptions;
  /** The most elements of one array; halved where the site refuses it. */
  #largest: number;
  #unclear: readonly Unclear[] = [];

  constructor(options: SubmitterOptions) {
    this.#options = options;
    this.#largest = options.limits.arraySize;
  }

  /** Whether it must be looked in the queue for what was handed in last. */
  get isUnclear(): boolean {
    return this.#unclear.length > 0;
  }

  /** No more than `room` elements. */
  async submit(waiting: readonly Request[], room: number): Promise<Submissions> {
    const groups = group(waiting, this.#options.settings);
    const left = new Set(waiting);
    const submitted: Submitted[] = [];
    for (const members of arrays(groups.slice(0, room), this.#largest)) {
      try {
        submitted.push(await this.#submitArray(members));
      } catch (error) {
        if (!(error instanceof SlurmError)) throw error;
        if (error.code === 'SLURM_AWAY')
          for (const {cells} of members) for (const cell of cells) left.delete(cell);
        return {submitted, left: [...left], error};
      }
      for (const {cells} of members) for (const cell of cells) left.delete(cell);
    }
    return {submitted, left: [...left]};
  }

  /** What became of arrays of which nobody answered; those that are in no queue are to go out again. */
  settle(queue: readonly ElementState[]): Submissions {
    const submitted: Submitted[] = [];
    const left: Request[] = [];
    for (const {folder, groups} of this.#unclear) {
      const job = queue.find(({name}) => name.endsWith(`-${folder.id}`))?.job;
      const elements = groups.map(({cells}) => cells);
      if (job === undefined) {
        folder.close();
        left.push(...elements.flat());
      } else {
        folder.submitted(job);
        submitted.push({folder, job, elements});
      }
    }
    this.#unclear = [];
    return {submitted, left};
  }

  async #submitArray(groups: readonly Group<Request>[]): Promise<Submitted> {
    const {slurm, spool, setting, program, node} = this.#options;
    const [{ask}] = groups;
    const folder = new ArrayFolder(spool, newArrayId());
    const elements = groups.map(({cells}) => cells);
    const brief = elements.map((cells) => cells.map(({order, raise}) => ({key: order.key, raise})));
    await folder.write({format: 1, setting, elements: brief}, elements.map(assign));
    const script = `#!/bin/sh\nexec ${[node, program, folder.path].map(quoted).join(' ')}\n`;
    const name = `${ask.stage}-${folder.id}`;
    const output = folder.output('%a');
    try {
      const job = await slurm.submit({name, elements: groups.length, ask, output, script});
      folder.submitted(job);
      return {folder, job, elements};
    } catch (error) {
      const code = error instanceof SlurmError ? error.code : undefined;
      if (code === 'SLURM_AWAY') this.#unclear = [...this.#unclear, {folder, groups}];
      else folder.close();
      if (code === 'SLURM_LIMIT') this.#largest = Math.max(1, Math.floor(groups.length / 2));
      throw error;
    }
  }
}

const assign = (cells: readonly Request[]): readonly Assignment[] =>
  cells.map(({order, attempt, provenance}) => ({order, attempt, provenance}));

/** For the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
