import {closeSync, openSync} from 'node:fs';
import {isatty} from 'node:tty';
import {failureLines} from '../failure-text.ts';
import {words} from '../messages.ts';
import {systemCode} from '../../system/system-error.ts';

/** Standard output and standard error, for as long as the program runs. */
export interface Outlets {
  /** Waits for who reads what was said; false when some of it could not be written. */
  close(): Promise<boolean>;
}

/**
 * Who reads may be slower than we are, and may leave at any time, as `head` does, or a terminal that is closed. Then
 * there is nobody to tell, and a run goes on all the same: its results are what counts.
 */
export function openOutlets(): Outlets {
  let lost: Error | undefined;
  const terminals = new Set([0, 1, 2].filter((descriptor) => isatty(descriptor)));
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      const code = systemCode(error);
      if (code === 'EIO' && stream.isTTY) forsake(terminals);
      else if (code !== 'EPIPE') lost ??= error;
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

/** At its exit Node sets terminals back to how it found them, and aborts where one is gone. */
function forsake(terminals: Set<number>): void {
  for (const descriptor of terminals) {
    closeSync(descriptor);
    // Takes the number that has just become free.
    openSync('/dev/null', 'r+');
  }
  terminals.clear();
}

/** Until all that was written before is out, or has failed. */
const drained = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => {
    stream.write('', () => resolve());
  });
