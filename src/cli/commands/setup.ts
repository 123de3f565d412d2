import {setUpEngine} from '../engine.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {watchInterrupts} from '../interrupt.ts';
import {words} from '../messages.ts';
import type {Session} from '../session.ts';

/** Sets up the engine; a machine that has it is left as it is. */
export async function setupCommand({logger}: Session): Promise<ExitCode> {
  const signal = watchInterrupts({onStop: () => logger.remark(words.stopping)});
  try {
    await setUpEngine(logger, signal);
    return exitCodes.ok;
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    throw error;
  }
}
