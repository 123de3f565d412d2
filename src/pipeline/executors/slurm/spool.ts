import {randomBytes} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, open, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {z} from 'zod';
import {replaceFile} from '../../../system/atomic-file.ts';
import type {Json} from '../../../system/json.ts';
import {ignoreAbsent} from '../../../system/system-error.ts';
import type {CellOrder} from '../order.ts';
import {Said} from './said.ts';

/** What every element of an array must know besides its cells. */
export interface ElementSetting {
  /** The project's folder. */
  readonly root: string;
  readonly sharedStore: string;
  /** The bundle of the worker's own module. */
  readonly worker: string;
  /** The environment of workers, but for what a node says of itself. */
  readonly environment: Readonly<Record<string, string>>;
  readonly shield?: string | undefined;
  /** Where cells keep what they resume from, on whichever node. */
  readonly resume: string;
}

const Strings = z.record(z.string(), z.string());
const AnyJson = z.custom<Json>((value) => value !== undefined);
const File = z.object({path: z.string(), sha256: z.string(), bytes: z.number()});
const Form = z.enum(['file', 'tree']);
const Output = z.object({
  kind: z.string(),
  form: Form,
  sha256: z.string(),
  bytes: z.number(),
  files: z.array(File),
});
const Order: z.ZodType<CellOrder> = z.object({
  key: z.string(),
  node: z.string(),
  stage: z.string(),
  preimage: AnyJson,
  code: z.object({
    bundle: z.string(),
    file: z.string(),
    imports: z.array(z.string()),
    packages: z.string(),
  }),
  parameters: z.record(z.string(), AnyJson),
  inputs: z.record(
    z.string(),
    z.object({
      many: z.boolean(),
      members: z.array(
        z.object({node: z.string(), about: AnyJson.optional(), output: Output.optional()}),
      ),
    }),
  ),
  outputs: z.record(z.string(), z.object({kind: z.string(), form: Form})),
  seed: z.number(),
  lineage: z.array(
    z.object({
      node: z.string(),
      stage: z.string(),
      key: z.string(),
      parameters: AnyJson,
      seed: z.number(),
      environment: Strings,
      parents: z.array(z.string()),
      finished: z.boolean(),
    }),
  ),
  reads: z.array(z.string()),
  needs: z.object({
    cpus: z.number(),
    memoryMB: z.number(),
    gpu: z.boolean(),
    seconds: z.number(),
  }),
});

/** A cell as an element is to carry it out. */
export interface Assignment {
  readonly order: CellOrder;
  /** Unique. */
  readonly attempt: string;
  /** Facts for its manifest, which the node adds its own to. */
  readonly provenance: Readonly<Record<string, Json>>;
}
const Assignments: z.ZodType<readonly Assignment[]> = z.array(
  z.object({order: Order, attempt: z.string(), provenance: z.record(z.string(), AnyJson)}),
);

/** `array.json`: what was submitted, written before it is. */
const ArrayRecord = z.object({
  format: z.literal(1),
  setting: z.object({
    root: z.string(),
    sharedStore: z.string(),
    worker: z.string(),
    environment: Strings,
    shield: z.string().optional(),
    resume: z.string(),
  }),
  /** Of each element: its cells, and how far what they ask for was raised. */
  elements: z.array(
    z.array(z.object({key: z.string(), raise: z.object({memory: z.number(), time: z.number()})})),
  ),
});
export type ArrayRecord = z.output<typeof ArrayRecord>;

/** The folder of one array: what its elements are to do, and what they say of it. */
export class ArrayFolder {
  readonly id: string;
  readonly #folder: string;

  constructor(spool: string, id: string) {
    this.id = id;
    this.#folder = path.join(spool, id);
  }

  /** Where Slurm puts what element `index` prints: a number, or `%a`. */
  output(index: number | string): string {
    return path.join(this.#folder, 'out', `${index}.log`);
  }

  get path(): string {
    return this.#folder;
  }

  async write(record: ArrayRecord, elements: readonly (readonly Assignment[])[]): Promise<void> {
    for (const name of ['said', 'out']) await mkdir(this.#at(name), {recursive: true});
    const lines = elements.map((element) => `${JSON.stringify(element)}\n`);
    await writeFile(this.#at('orders.ndjson'), lines.join(''));
    replaceFile(this.#at('array.json'), JSON.stringify(record));
  }

  async record(): Promise<ArrayRecord> {
    return ArrayRecord.parse(JSON.parse(await readFile(this.#at('array.json'), 'utf8')));
  }

  async assignments(index: number): Promise<readonly Assignment[]> {
    const lines = (await readFile(this.#at('orders.ndjson'), 'utf8')).split('\n');
    return Assignments.parse(JSON.parse(lines[index]));
  }

  /** Remembers the number that Slurm gave. */
  submitted(job: string): void {
    replaceFile(this.#at('job'), job);
  }

  async job(): Promise<string | undefined> {
    return (await readFile(this.#at('job'), 'utf8').catch(ignoreAbsent))?.trim();
  }

  /** Nobody comes back to it; what was printed stays for a while. */
  close(): void {
    replaceFile(this.#at('over'), '');
  }

  get isOver(): boolean {
    return existsSync(this.#at('over'));
  }

  /** Names of the elements that have said something. Opening a folder makes an NFS client ask its server. */
  async speakers(): Promise<ReadonlySet<number>> {
    const names = (await readdir(this.#at('said')).catch(ignoreAbsent)) ?? [];
    return new Set(names.map((name) => Number.parseInt(name)));
  }

  sayings(index: number): string {
    return this.#at('said', `${index}.ndjson`);
  }

  /** What element `index` has said from byte `from` on, and where that ends. */
  async heard(index: number, from: number): Promise<{readonly said: readonly Said[]; end: number}> {
    const handle = await open(this.sayings(index)).catch(ignoreAbsent);
    if (!handle) return {said: [], end: from};
    try {
      const {size} = await handle.stat();
      const buffer = Buffer.alloc(Math.max(0, size - from));
      const {bytesRead} = await handle.read(buffer, 0, buffer.length, from);
      // A line may be on its way.
      const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      const lines = buffer.toString('utf8', 0, end).split('\n').filter(Boolean);
      return {said: lines.flatMap(parseSaid), end: from + end};
    } finally {
      await handle.close();
    }
  }

  /** The last lines that element `index` printed. */
  async printed(index: number): Promise<readonly string[]> {
    const text = (await readFile(this.output(index), 'utf8').catch(ignoreAbsent)) ?? '';
    return text.trimEnd().split('\n').slice(-PRINTED);
  }

  #at(...names: readonly string[]): string {
    return path.join(this.#folder, ...names);
  }
}

/** So many lines tell why a process ended. */
const PRINTED = 20;

/** A line that was cut short, by a node that failed, is passed over. */
function parseSaid(line: string): readonly Said[] {
  try {
    return [Said.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

export const newArrayId = (): string => randomBytes(6).toString('hex');

/** The arrays in a spool that may still be under way. */
export async function openArrays(spool: string): Promise<readonly ArrayFolder[]> {
  const names = (await readdir(spool).catch(ignoreAbsent)) ?? [];
  return names
    .filter((name) => ARRAY.test(name))
    .map((name) => new ArrayFolder(spool, name))
    .filter((one) => !one.isOver && existsSync(path.join(one.path, 'array.json')));
}

const ARRAY = /^[0-9a-f]{12}$/;
/** What is over is kept so long, for who looks for what went wrong [ms]. */
const KEPT = 7 * 24 * 3600 * 1000;

/** Removes arrays that were over a week ago, and states that nobody came back to. `now`: [ms since 1970] */
export async function removeOldArrays(spool: string, now: number): Promise<void> {
  for (const name of (await readdir(spool).catch(ignoreAbsent)) ?? []) {
    const over = await stat(path.join(spool, name, 'over')).catch(ignoreAbsent);
    if (ARRAY.test(name) && over && now - over.mtimeMs > KEPT)
      await rm(path.join(spool, name), {recursive: true, force: true});
  }
}
