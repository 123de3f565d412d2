import {describe, expect, it} from 'vitest';
import {renderBlock} from '../../../src/cli/loggers/block.ts';
import {RunView} from '../../../src/cli/loggers/run-view.ts';
import {failed, finished, planned, progress, started} from './events.ts';

const screen = {now: 25_000, columns: 80, rows: 24};

function stateOf(...events: Parameters<RunView['apply']>[0][]): RunView {
  const state = new RunView();
  for (const event of events) state.apply(event);
  return state;
}

describe('the block', () => {
  it('shows a bar per stage and one for all, the running cells, and the sum', () => {
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
      expect.stringMatching(/^all {4}█+░+ {2}\d\d% of the time$/),
      '  train/2  3/10 epochs  5.0 s',
      expect.stringMatching(/^1 run, 0 cached, 1 failed · 1 running · .*\d s left$/),
    ]);
  });

  it('leaves out what would not fit on the screen', () => {
    const cells = Array.from({length: 50}, (_, cell) => started(cell, cell));
    const lines = renderBlock(stateOf(planned(50), ...cells), {...screen, rows: 8, columns: 20});
    expect(lines.length).toBeLessThan(8);
    expect(Math.max(...lines.map(({length}) => length))).toBeLessThan(20);
    expect(lines.at(-2)).toBe('  and 47 more');
  });

  it('shows nothing of a stage of which all is cached', () => {
    const state = new RunView();
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

  it('knows what share of the whole time has passed', () => {
    const state = stateOf(planned(2, 1));
    expect(state.share(5_000)).toBe(0);
    state.apply(started(0, 5_000));
    state.apply(finished(0, 15_000));
    expect(state.share(15_000)).toBeCloseTo(0.5, 1);
    state.apply(started(1, 15_000));
    state.apply(finished(1, 25_000));
    expect(state.share(25_000)).toBe(1);
  });

  it('does not expect to do what another run has done', () => {
    const state = stateOf(planned(3, 1), started(0, 0));
    const before = state.left(0).seconds;
    state.apply({type: 'cached', at: 1000, node: 'train/1', key: 'k', cutOff: false});
    expect((state.left(1000).seconds + 1) / before).toBeCloseTo(2 / 3, 2);
  });

  it('waits for the longest cell, however many could run beside it', () => {
    const state = stateOf(planned(1, 4), started(0, 0), progress(0, 8, 8_000));
    expect(state.left(8_000).seconds).toBeCloseTo(2, 0);
    expect(state.left(8_500).seconds).toBeCloseTo(1.5, 0);
  });

  it('expects what has begun again to take as long again', () => {
    const state = stateOf(planned(1), started(0, 0));
    const before = state.left(0).seconds;
    state.apply({
      type: 'retrying',
      at: 9_000,
      node: 'train/0',
      attempt: 1,
      failure: {code: 'BODY_THREW', message: '', received: '', transient: true, next: ''},
      delaySeconds: 1,
    });
    expect(state.left(9_000).seconds).toBeCloseTo(before, 0);
  });

  it('never expects less than nothing', () => {
    const state = stateOf(planned(1), started(0, 0));
    expect(state.left(1e9).seconds).toBeGreaterThanOrEqual(0);
    state.apply(finished(0, 1e9));
    expect(state.left(2e9)).toEqual({seconds: 0, low: 0, high: 0});
  });
});
