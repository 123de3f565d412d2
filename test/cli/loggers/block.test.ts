import {describe, expect, it} from 'vitest';
import {renderBlock} from '../../../src/cli/loggers/block.ts';
import {RunState} from '../../../src/cli/loggers/run-state.ts';
import {failed, finished, planned, progress, started} from './events.ts';

const screen = {now: 25_000, jobs: 2, columns: 80, rows: 24};

function stateOf(...events: Parameters<RunState['apply']>[0][]): RunState {
  const state = new RunState();
  for (const event of events) state.apply(event);
  return state;
}

describe('the block', () => {
  it('shows a bar per stage, the running cells, and the sum', () => {
    const state = stateOf(
      planned(4),
      started(0, 0),
      started(1, 0),
      finished(0, 20_000),
      failed(1, 20_000),
      started(2, 20_000),
      progress(2, 3, 24_000),
    );
    expect(renderBlock(state, screen)).toEqual([
      'train  ██████████░░░░░░░░░░  2/4  1 failed',
      '  train/2  3/10 epochs  5.0 s',
      // Twice 10 s for the last, as guesses were half of what it took, and 8.3 s by the epochs; on two workers.
      '1 run, 0 cached, 1 failed · 1 running · about 14 s left',
    ]);
  });

  it('leaves out what would not fit on the screen', () => {
    const cells = Array.from({length: 50}, (_, cell) => started(cell, cell));
    const lines = renderBlock(stateOf(planned(50), ...cells), {...screen, rows: 8, columns: 20});
    expect(lines.length).toBeLessThan(8);
    expect(Math.max(...lines.map(({length}) => length))).toBeLessThan(20);
    expect(lines.at(-2)).toBe('  and 46 more');
  });

  it('shows nothing of a stage of which all is cached', () => {
    const state = new RunState();
    state.apply(planned(1));
    state.apply({type: 'cached', at: 1, node: 'train/0', key: 'k', cutOff: false});
    expect(renderBlock(state, screen)).toHaveLength(1);
  });
});

describe('the state of a run', () => {
  it('tells the stage that has just been completed', () => {
    const state = stateOf(planned(2), started(0, 0), started(1, 0));
    expect(state.apply(finished(0, 5))).toBeUndefined();
    expect(state.apply(finished(1, 5))).toBe('train');
  });

  it('does not expect to do what another run has done', () => {
    const state = stateOf(planned(3), started(0, 0));
    expect(state.remaining(0, 1)).toBe(30);
    state.apply({type: 'cached', at: 1, node: 'train/1', key: 'k', cutOff: false});
    expect(state.remaining(0, 1)).toBe(20);
  });

  it('waits for the longest cell, however many could run beside it', () => {
    const state = stateOf(planned(1), started(0, 0), progress(0, 8, 24_000));
    expect(state.remaining(24_000, 4)).toBeCloseTo(6);
    expect(state.remaining(26_000, 4)).toBeCloseTo(4);
  });

  it('never expects less than nothing', () => {
    const state = stateOf(planned(1), started(0, 0));
    expect(state.remaining(1e9, 1)).toBe(0);
  });
});
