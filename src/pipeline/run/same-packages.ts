import {statSync} from 'node:fs';
import path from 'node:path';
import {digest} from '../../system/canonical-json.ts';
import type {StageCode} from '../code/code.ts';
import {InstalledPackages, writtenName} from '../code/installed.ts';
import {hashesNow} from '../code/package-folders.ts';
import {PipelineError} from '../errors.ts';
import type {Executor} from '../executors/executor.ts';
import type {Failure} from '../failure.ts';

/**
 * An executor whose cells fail when the packages that they reach are no longer those of their keys: `npm` may
 * install others while a run goes on, and a worker that starts then loads them. `code`: that of all stages.
 */
export function withSamePackages(
  executor: Executor,
  root: string,
  code: ReadonlyMap<string, KnownCode>,
): Executor {
  const byBundle = new Map([...code.values()].map((one) => [one.bundle, one] as const));
  const packages = new PackagesNow(root);
  const check = (bundle: string): Failure | undefined => {
    const known = byBundle.get(bundle);
    if (!known || known.imports.length === 0) return undefined;
    return packages.of(known.imports) === known.packages ? undefined : changed;
  };
  return {
    async execute(task, attempt) {
      const {sha256: bundle} = task.bundle;
      return check(bundle) ?? (await executor.execute(task, attempt)) ?? check(bundle);
    },
    stop: (graceSeconds) => executor.stop(graceSeconds),
    close: () => executor.close(),
  };
}

/** What is compared of the code of a cell. */
type KnownCode = Pick<StageCode, 'bundle' | 'imports' | 'packages'>;

/** What packages reach as it is installed now; looked at again when npm has installed something. */
class PackagesNow {
  readonly #root: string;
  #stamp: string | undefined;
  readonly #known = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Digest of what `imports` reach; empty when it cannot be told. */
  of(imports: readonly string[]): string {
    const stamp = this.#stampNow();
    if (stamp !== this.#stamp) this.#known.clear();
    this.#stamp = stamp;
    const name = imports.join(' ');
    return this.#known.get(name) ?? this.#survey(name, imports);
  }

  #survey(name: string, imports: readonly string[]): string {
    try {
      const {locked, digested} = new InstalledPackages(this.#root, hashesNow(this.#root)).closure(
        imports,
      );
      const found = digest(locked);
      // What counts by its content may be edited at any time, without npm.
      if (digested.length === 0) this.#known.set(name, found);
      return found;
    } catch (error) {
      if (error instanceof PipelineError) return '';
      throw error;
    }
  }

  /** Of what npm writes last when it installs. */
  #stampNow(): string {
    const stat = statSync(path.resolve(this.#root, writtenName), {
      bigint: true,
      throwIfNoEntry: false,
    });
    return stat ? [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ') : 'absent';
  }
}

const changed: Failure = {
  code: 'PACKAGES_CHANGED',
  message: 'other packages were installed since the run began',
  transient: false,
  received: '',
  next: 'Run again: what is finished stays, and the rest is made with the packages that are there now.',
};
