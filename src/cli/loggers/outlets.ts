import {failureLines} from '../failure-text.ts';
import {words} from '../messages.ts';
import {systemCode} from '../../system/system-error.ts';

/** Standard output and standard error, for as long as the program runs. */
export interface Outlets {
  /** Waits for who reads what was said; false when some of it could not be written. */
  close(): Promise<boolean>;
}

/**
 * Who reads may be slower than we are, and may leave at any time, as `head` does. Then there is nobody to tell,
 * and a run goes on all the same: its results are what counts.
 */
export function openOutlets(): Outlets {
  let lost: Error | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      if (systemCode(error) !== 'EPIPE') lost ??= error;
    });
  }
  return {
    async close() {
      await drained(process.stdout);
      if (lost !== undefined) {
        const text = {code: 'OUTPUT_LOST', ...words.outputLost, received: lost.message};
        for (const line of failureLines(text)) process.stderr.write(`${line}\n`);
      }
      await drained(process.stderr);
      return lost === undefined;
    },
  };
}

/** Until all that was written before is out, or has failed. */
const drained = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => {
    stream.write('', () => resolve());
  });
