import {JsonLogger} from './json-logger.ts';
import {LineLogger} from './line-logger.ts';
import type {Logger} from './logger.ts';

/** The logger for who reads: a program, a terminal, or a pipe. */
export async function openLogger(json: boolean): Promise<Logger> {
  if (json) return new JsonLogger();
  if (!process.stderr.isTTY || process.env['TERM'] === 'dumb') return new LineLogger();
  const {TerminalLogger} = await import('./terminal-logger.ts');
  return new TerminalLogger(process.stderr);
}
