import {words} from '../messages.ts';
import {endedOf, type RunningCell, type RunView, type StageState} from './run-view.ts';

const BAR = 20;
const CELLS = 6;

export interface BlockOptions {
  /** [ms since 1970] */
  readonly now: number;
  readonly columns: number;
  readonly rows: number;
}

/** The part of the screen that is painted again and again: a bar per stage, one for all, running cells, the sum. */
export function renderBlock(state: RunView, {now, columns, rows}: BlockOptions): string[] {
  const stages = [...state.stages].filter(([, stage]) => stage.cached < stage.total);
  const width = Math.max(words.whole.length, ...stages.map(([name]) => name.length));
  const cells = [...state.running].sort(([, a], [, b]) => a.since - b.since);
  // The block must fit on the screen, or it could not be painted over.
  const room = Math.max(1, Math.min(CELLS, rows - stages.length - 4));
  const shown = cells.slice(0, room).map(([node, cell]) => renderCell(node, cell, now));
  const more = cells.length > room ? [`  ${words.more(cells.length - room)}`] : [];
  const sum = [
    words.counts(state.counts),
    words.running(cells.length, state.queued.size),
    words.remaining(state.left(now)),
  ];
  const lines = [
    ...stages.map(([name, stage]) => renderStage(name.padEnd(width), stage)),
    ...(stages.length > 0 ? [renderWhole(words.whole.padEnd(width), state.share(now))] : []),
    ...shown,
    ...more,
    sum.join(' · '),
  ];
  return lines.slice(-Math.max(1, rows - 1)).map((line) => cut(line, columns - 1));
}

function renderStage(name: string, stage: StageState): string {
  const ended = endedOf(stage);
  const total = String(stage.total);
  const notes = [
    ...(stage.cached > 0 ? [`${stage.cached} cached`] : []),
    ...(stage.failed > 0 ? [`${stage.failed} failed`] : []),
  ];
  const count = `${String(ended).padStart(total.length)}/${total}`;
  return `${name}  ${bar(ended / stage.total)}  ${count}  ${notes.join(', ')}`;
}

const renderWhole = (name: string, share: number) =>
  `${name}  ${bar(share)}  ${words.shareOfTime(share)}`;

function bar(share: number): string {
  const filled = Math.floor(BAR * share);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
}

function renderCell(node: string, {since, done, total, unit}: RunningCell, now: number): string {
  const progress = total > 0 ? words.progress(done, total, unit) : '';
  return `  ${words.cell(node, progress, (now - since) / 1000)}`;
}

const cut = (line: string, columns: number) =>
  line.length > columns ? `${line.slice(0, Math.max(0, columns - 1))}…` : line.trimEnd();
