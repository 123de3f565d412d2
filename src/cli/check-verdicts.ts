import {verdictDifferences} from '../judging/check-verdicts.ts';
import type {BriefManifest} from '../pipeline/plan.ts';
import type {Store} from '../store/types.ts';
import {CliError} from './failure-text.ts';
import type {Logger} from './loggers/logger.ts';
import {words} from './messages.ts';
import {readVerdicts} from './read-verdicts.ts';

/** The name of the artifacts that hold verdicts. */
const KIND = 'verdicts';

/** Compares the verdicts among `manifests` with those of a file; says each that differs. */
export async function checkVerdicts(
  file: string,
  store: Store,
  manifests: readonly BriefManifest[],
  logger: Logger,
): Promise<boolean> {
  const expected = await readVerdicts(file);
  const output = manifests
    .flatMap(({outputs}) => Object.values(outputs))
    .find(({kind}) => kind === KIND);
  if (output === undefined) throw new CliError({...words.verdictsMissing, received: file});
  const found = await readVerdicts(await store.checkout(output, ''));
  const differences = verdictDifferences(expected, found);
  const lines = differences.map((one) =>
    words.verdictDiffers(one.claim, one.expected, one.found, one.reason),
  );
  logger.result(
    {type: 'verdicts', at: Date.now(), differences},
    lines.length > 0 ? lines : [words.verdictsAgree(expected.claims.length)],
  );
  return differences.length === 0;
}
