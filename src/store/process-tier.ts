import {spawn, type ChildProcess} from 'node:child_process';
import {z} from 'zod';
import {Answer, failureOf, type Call, type Request} from './process-messages.ts';
import type {StoreNotice} from './errors.ts';
import {parseManifest, serializeManifest} from './manifest.ts';
import type {Needs} from './roots.ts';
import {CALLS_AT_ONCE, type Recorded, type Tier} from './tier.ts';
import type {FileRecord, Manifest} from './types.ts';
import type {Lease} from '../system/lease.ts';

export interface ProcessTierOptions {
  /** The folder of the tier. */
  readonly root: string;
  /** The file of a program that answers for the folder that is its argument; asked for at the first call. */
  readonly program: () => Promise<string>;
  /** The whole environment of that program. */
  readonly environment: Readonly<Record<string, string>>;
  readonly notice: (notice: StoreNotice) => void;
}

const Text = z.string();
const Flag = z.boolean();
const Outcome = z.enum(['published', 'equal', 'variant']);

/**
 * A tier in a folder where another process works. Calls to a file server that hangs do not return, and a process
 * with such a call cannot even exit: so this one makes none, and kills the other.
 */
export class ProcessTier implements Tier {
  readonly #options: ProcessTierOptions;
  #connection: Promise<Connection> | undefined;

  constructor(options: ProcessTierOptions) {
    this.#options = options;
  }

  async manifest(key: string): Promise<Manifest | undefined> {
    const text = Text.nullable().parse(await this.#ask({call: 'manifest', key}));
    return text === null ? undefined : parseManifest(text, key);
  }

  async hasAll(files: readonly FileRecord[]): Promise<boolean> {
    return Flag.parse(await this.#ask({call: 'hasAll', files}));
  }

  async get(file: FileRecord, target: string): Promise<boolean> {
    return Flag.parse(await this.#ask({call: 'get', file, target}));
  }

  async put(file: FileRecord, source: string): Promise<void> {
    await this.#ask({call: 'put', file, source});
  }

  async putManifest(manifest: Manifest): Promise<Recorded> {
    const {key} = manifest;
    const call = {call: 'putManifest', key, text: serializeManifest(manifest)} as const;
    return {outcome: Outcome.parse(await this.#ask(call))};
  }

  async lease(key: string): Promise<Lease | undefined> {
    const connection = await this.#connected();
    if (!Flag.parse(await connection.ask({call: 'lease', key}))) return undefined;
    return {
      release: async () => {
        // It is renewed by the process that took it, and by no other.
        if (connection.open) await connection.ask({call: 'release', key});
      },
    };
  }

  async forget(key: string): Promise<boolean> {
    return Flag.parse(await this.#ask({call: 'forget', key}));
  }

  async identity(): Promise<string | undefined> {
    return Text.nullable().parse(await this.#ask({call: 'identity'})) ?? undefined;
  }

  async register(needs: Needs): Promise<void> {
    await this.#ask({call: 'register', needs});
  }

  giveUp(): void {
    this.#connection?.then(
      (connection) => connection.kill(),
      () => undefined,
    );
    this.#connection = undefined;
  }

  async #ask(call: Call): Promise<unknown> {
    return (await this.#connected()).ask(call);
  }

  #connected(): Promise<Connection> {
    if (this.#connection) return this.#connection;
    const forget = () => {
      if (this.#connection === started) this.#connection = undefined;
    };
    const started = this.#connect(forget);
    started.catch(forget);
    return (this.#connection = started);
  }

  async #connect(onEnd: () => void): Promise<Connection> {
    const {root, program, environment, notice} = this.#options;
    const child = spawn(process.execPath, [await program(), root], {
      // A thread for each call.
      env: {...environment, UV_THREADPOOL_SIZE: `${CALLS_AT_ONCE}`},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return new Connection(child, notice, onEnd);
  }
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What was asked of one process, and is answered or fails when it ends. */
class Connection {
  open = true;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #asked = 0;

  constructor(child: ChildProcess, notice: (notice: StoreNotice) => void, onEnd: () => void) {
    this.#child = child;
    child.on('message', (message) => {
      const answer = Answer.parse(message);
      if ('notice' in answer) notice(answer.notice);
      else if ('failure' in answer) this.#take(answer.id)?.reject(failureOf(answer.failure));
      else this.#take(answer.id)?.resolve(answer.result);
    });
    const kill = () => this.kill();
    process.once('exit', kill);
    const end = (what: string) => {
      this.open = false;
      onEnd();
      process.removeListener('exit', kill);
      for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(new Error(what));
    };
    child.once('error', ({message}) => end(message));
    child.once('exit', (code, signal) => end(`its process ended: ${signal ?? code ?? ''}`));
    // It shall not keep this process alive; whoever waits for an answer has a timer.
    child.unref();
    child.channel?.unref();
  }

  ask(call: Call): Promise<unknown> {
    const id = this.#asked++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {resolve, reject});
      const request: Request = {...call, id};
      this.#child.send(request, (error) => {
        if (error) this.#take(id)?.reject(error);
      });
    });
  }

  kill(): void {
    this.open = false;
    this.#child.kill('SIGKILL');
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
