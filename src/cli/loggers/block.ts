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

/** The part of the screen that is painted again and again: a bar per stage, running cells, the sum. */
export function renderBlock(state: RunView, {now, columns, rows}: BlockOptions): string[] {
  const stages = [...state.stages].filter(([, stage]) => stage.cached < stage.total);
  const width = Math.max(0, ...stages.map(([name]) => name.length));
  const cells = [...state.running].sort(([, a], [, b]) => a.since - b.since);
  // The block must fit on the screen, or it could not be painted over.
  const room = Math.max(1, Math.min(CELLS, rows - stages.length - 3));
  const shown = cells.slice(0, room).map(([node, cell]) => renderCell(node, cell, now));
  const more = cells.length > room ? [`  ${words.more(cells.length - room)}`] : [];
  const sum = [
    words.counts(state.counts),
    words.running(cells.length, state.queued.size),
    words.remaining(state.left(now)),
  ];
  const lines = [
    ...stages.map(([name, stage]) => renderStage(name.padEnd(width), stage)),
    ...shown,
    ...more,
    sum.join(' · '),
  ];
  return lines.slice(-Math.max(1, rows - 1)).map((line) => cut(line, columns - 1));
}

function renderStage(name: string, stage: StageState): string {
  const ended = endedOf(stage);
  const filled = Math.floor((BAR * ended) / stage.total);
  const total = String(stage.total);
  const notes = [
    ...(stage.cached > 0 ? [`${stage.cached} cached`] : []),
    ...(stage.failed > 0 ? [`${stage.failed} failed`] : []),
  ];
  const count = `${String(ended).padStart(total.length)}/${total}`;
  return `${name}  ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}  ${count}  ${notes.join(', ')}`;
}

function renderCell(node: string, {since, done, total, unit}: RunningCell, now: number): string {
  const progress = total > 0 ? words.progress(done, total, unit) : '';
  return `  ${words.cell(node, progress, (now - since) / 1000)}`;
}

const cut = (line: string, columns: number) =>
  line.length > columns ? `${line.slice(0, Math.max(0, columns - 1))}…` : line.trimEnd();
