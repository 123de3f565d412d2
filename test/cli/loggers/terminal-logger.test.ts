import {expect, it, vi} from 'vitest';
import {TerminalLogger, type Screen} from '../../../src/cli/loggers/terminal-logger.ts';
import {ended, failed, finished, planned, progress, started} from './events.ts';

/** A terminal that knows what the logger uses: text, new lines, cursor up, clear to the end. */
class FakeScreen implements Screen {
  readonly columns = 80;
  readonly rows = 24;
  lines = [''];
  #row = 0;

  hasColors(): boolean {
    return false;
  }

  write(text: string): boolean {
    for (const [part] of text.matchAll(/\u001b\[\d*[A-Z]|\n|[^\u001b\n]+/g)) this.#take(part);
    return true;
  }

  #take(part: string): void {
    if (part === '\n') this.lines[++this.#row] ??= '';
    else if (part.endsWith('A')) this.#row -= Number(part.slice(2, -1));
    else if (part.startsWith('\u001b')) this.lines = [...this.lines.slice(0, this.#row), ''];
    else this.lines[this.#row] += part;
  }
}

it('repaints in place, and what lasts scrolls by above', () => {
  vi.useFakeTimers();
  const screen = new FakeScreen();
  const logger = new TerminalLogger(screen);
  for (const event of [planned(3), started(0, 0), started(1, 0), progress(0, 5, 0)]) {
    logger.event(event);
    vi.advanceTimersByTime(100);
  }
  expect(screen.lines).toHaveLength(7);
  expect(screen.lines[3]).toContain('train/0  5/10 epochs');
  logger.event(failed(0, 1));
  logger.event(finished(1, 1));
  vi.advanceTimersByTime(100);
  expect(screen.lines[1]).toBe('error BODY_THREW: RangeError: no');
  expect(screen.lines.at(-2)).toContain('1 failed · 0 running');
  logger.event(ended);
  logger.close();
  expect(screen.lines.at(-2)).toBe('Done in part after 1 min: 3 run, 0 cached, 1 failed.');
  expect(screen.lines.filter((line) => line.includes('running'))).toEqual([]);
  vi.useRealTimers();
});
