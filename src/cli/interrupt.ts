import {exitCodes} from './exit-codes.ts';

/**
 * The first Ctrl-C or SIGTERM aborts the signal, and the run comes to its end; the second ends this
 * process at once, and with it its workers, who watch it.
 */
export function watchInterrupts(onFirst: () => void): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    onFirst();
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}
