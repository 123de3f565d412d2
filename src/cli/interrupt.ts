import {exitCodes} from './exit-codes.ts';

/** What is told of signals, each once. */
export interface InterruptWords {
  /** The run comes to its end; a person stops it with SIGINT, a system with SIGTERM. */
  readonly onStop: (signal: 'SIGINT' | 'SIGTERM') => void;
  /** Who started it has left, and it goes on. */
  readonly onHangup?: () => void;
}

/**
 * The first Ctrl-C or SIGTERM aborts the signal, and the run comes to its end; the second ends this
 * process at once, and with it its workers, who watch it. SIGHUP, which a terminal sends when it is closed or its
 * connection is lost, changes nothing. Node forgets at its start that `nohup` had it ignored, so that this process
 * must do it itself, and cannot tell the two apart.
 */
export function watchInterrupts({onStop, onHangup}: InterruptWords): AbortSignal {
  const controller = new AbortController();
  const interrupt = (signal: 'SIGINT' | 'SIGTERM') => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    onStop(signal);
    controller.abort();
  };
  let told = false;
  process.on('SIGINT', () => interrupt('SIGINT'));
  process.on('SIGTERM', () => interrupt('SIGTERM'));
  process.on('SIGHUP', () => {
    if (!told) onHangup?.();
    told = true;
  });
  return controller.signal;
}
