import {verdictChanges, type ChangeKind, type VerdictChange} from '../judging/check-verdicts.ts';
import type {Verdicts} from '../judging/results.ts';
import type {PipelineNode} from '../pipeline/node.ts';
import type {Pipeline} from '../pipeline/pipeline.ts';
import type {BriefManifest} from '../pipeline/plan.ts';
import type {Store} from '../store/types.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {CliError} from './failure-text.ts';
import type {Logger} from './loggers/logger.ts';
import {words} from './messages.ts';
import {readVerdicts} from './read-verdicts.ts';

/** The name of the artifacts that hold verdicts. */
export const VERDICTS = 'verdicts';

/** Holds the verdicts of a run to those of a file. */
export class VerdictCheck {
  readonly #file: string;
  readonly #expected: Verdicts;
  /** Whether fragile verdicts fail too. */
  readonly #strict: boolean;

  constructor(file: string, expected: Verdicts, strict: boolean) {
    this.#file = file;
    this.#expected = expected;
    this.#strict = strict;
  }

  /**
   * Reads the file, before the run: a wrong path must not cost hours, and the report may be written over that
   * very file. Throws a {@link CliError} (`VERDICTS_UNREADABLE`) when it holds no verdicts.
   */
  static async open(file: string, strict: boolean): Promise<VerdictCheck> {
    return new VerdictCheck(file, await readVerdicts(file), strict);
  }

  /** Throws a {@link CliError} (`VERDICTS_MISSING`) when no target needs a node that makes verdicts. */
  checkTargets(pipeline: Pipeline, targets: readonly PipelineNode[]): void {
    const needed = pipeline.select(targets);
    if (needed.some(({outputs}) => Object.values(outputs).some(({kind}) => kind.name === VERDICTS)))
      return;
    throw new CliError({...words.verdictsMissing, received: this.#file});
  }

  /** Compares the verdicts among `manifests` with the expected ones; says each that differs. */
  async compare(
    store: Store,
    manifests: readonly BriefManifest[],
    logger: Logger,
  ): Promise<ExitCode> {
    const output = manifests
      .flatMap(({outputs}) => Object.values(outputs))
      .find(({kind}) => kind === VERDICTS);
    if (output === undefined) {
      logger.remark(words.verdictsNotMade);
      return exitCodes.failed;
    }
    const found = await readVerdicts(await store.checkout(output, ''));
    const changes = verdictChanges(this.#expected, found);
    const exitCode = exitCodeOf(changes, this.#strict);
    const passed = exitCode === exitCodes.ok;
    logger.result(
      {type: 'verdicts', at: Date.now(), passed, differences: changes},
      report(changes, this.#expected.claims.length, this.#strict),
    );
    return exitCode;
  }
}

/** That of the worst change, which comes first. */
function exitCodeOf(changes: readonly VerdictChange[], strict: boolean): ExitCode {
  switch (changes.at(0)?.kind) {
    case undefined:
      return exitCodes.ok;
    case 'turned over':
      return exitCodes.verdictTurnedOver;
    case 'changed':
      return exitCodes.verdictChanged;
    case 'fragile':
      return strict ? exitCodes.verdictFragile : exitCodes.ok;
  }
}

function report(changes: readonly VerdictChange[], expected: number, strict: boolean): string[] {
  if (changes.length === 0) return [words.verdictsAgree(expected)];
  const counts = new Map<ChangeKind, number>();
  for (const {kind} of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [
    ...changes.map((change) => {
      const said = words.verdictDiffers(change);
      return change.kind === 'fragile' && !strict ? words.warning(undefined, said) : said;
    }),
    words.verdictsDiffer(counts, expected),
    ...(counts.has('fragile') ? [words.verdictsFragile(strict)] : []),
  ];
}
