import {readFile} from 'node:fs/promises';
import {Verdicts} from '../judging/results.ts';
import {CliError} from './failure-text.ts';
import {words} from './messages.ts';

/** The verdicts in a file. Throws a {@link CliError} (`VERDICTS_UNREADABLE`) when it holds none. */
export async function readVerdicts(file: string): Promise<Verdicts> {
  try {
    return Verdicts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new CliError({...words.verdictsUnreadable, received: file}, error);
  }
}
