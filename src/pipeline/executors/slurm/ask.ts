import type {CellOrder} from '../order.ts';
import type {SlurmSettings} from './settings.ts';

/** How far what a cell asks for is raised, since it was not enough before. */
export interface Raise {
  readonly memory: number;
  readonly time: number;
}

/** A cell that is to go out. */
export interface Waiting {
  readonly order: Pick<CellOrder, 'key' | 'node' | 'stage' | 'needs'>;
  readonly raise: Raise;
}

/** What each element of an array asks for. */
export interface Ask {
  readonly stage: string;
  readonly cpus: number;
  readonly memoryMB: number;
  readonly minutes: number;
  readonly gres?: string | undefined;
  readonly partition?: string | undefined;
  readonly account?: string | undefined;
  readonly options: readonly string[];
}

/** Cells that one element runs one after the other. */
export interface Group<Cell extends Waiting> {
  readonly ask: Ask;
  readonly cells: readonly Cell[];
}

/** An element is given so many times what is expected: a guess is a guess, and a node may be slow. */
const MARGIN = 3;

/** To start, to load an engine, to fetch inputs [min]. */
const START = 2;

/**
 * Puts cells of one stage that ask for the same together, so that an element takes some minutes; a cell that takes
 * longer has its own. Times are rounded up to the least times a power of two, so that few arrays hold all.
 */
export function group<Cell extends Waiting>(
  cells: readonly Cell[],
  settings: SlurmSettings,
): readonly Group<Cell>[] {
  const alike = new Map<string, {readonly ask: Omit<Ask, 'minutes'>; readonly cells: Cell[]}>();
  for (const cell of cells) {
    const ask = askOf(cell, settings);
    const name = JSON.stringify([ask, cell.raise.time]);
    const known = alike.get(name);
    if (known) known.cells.push(cell);
    else alike.set(name, {ask, cells: [cell]});
  }
  return [...alike.values()].flatMap(({ask, cells: members}) =>
    packed(members, 60 * settings.elementMinutes).map((packet) => ({
      ask: {...ask, minutes: minutesFor(packet, settings)},
      cells: packet,
    })),
  );
}

/** Groups that ask for the same are the elements of one array, as far as the site lets an array go. */
export function arrays<Cell extends Waiting>(
  groups: readonly Group<Cell>[],
  largest: number,
): readonly (readonly Group<Cell>[])[] {
  const alike = new Map<string, Group<Cell>[]>();
  for (const one of groups) {
    const name = JSON.stringify(one.ask);
    const known = alike.get(name);
    if (known) known.push(one);
    else alike.set(name, [one]);
  }
  return [...alike.values()].flatMap((members) =>
    Array.from({length: Math.ceil(members.length / largest)}, (_, index) =>
      members.slice(index * largest, (index + 1) * largest),
    ),
  );
}

function askOf({order, raise}: Waiting, settings: SlurmSettings): Omit<Ask, 'minutes'> {
  const {stage, needs} = order;
  const own = settings.stages[stage];
  const memoryMB = own?.memoryMB ?? needs.memoryMB;
  return {
    stage,
    cpus: own?.cpus ?? Math.ceil(needs.cpus),
    memoryMB: Math.ceil(raise.memory * (memoryMB + settings.overheadMB)),
    ...(needs.gpu && {gres: own?.gres ?? settings.gres}),
    partition: own?.partition ?? settings.partition,
    account: settings.account,
    options: [...settings.options, ...(own?.options ?? [])],
  };
}

/** In the order in which they came, which is that of their urgency. */
function packed<Cell extends Waiting>(cells: readonly Cell[], seconds: number): Cell[][] {
  const packets: Cell[][] = [];
  let left = 0;
  for (const cell of cells) {
    const own = cell.order.needs.seconds;
    const packet = packets.at(-1);
    if (packet && own <= left) packet.push(cell);
    else [left] = [seconds, packets.push([cell])];
    left -= own;
  }
  return packets;
}

function minutesFor(cells: readonly Waiting[], settings: SlurmSettings): number {
  const {leastMinutes, mostMinutes} = settings;
  const seconds = cells.reduce((sum, {order}) => sum + order.needs.seconds, 0);
  const wanted = Math.max(leastMinutes, START + (MARGIN * seconds) / 60);
  const steps = Math.ceil(Math.log2(wanted / leastMinutes));
  return Math.min(mostMinutes, leastMinutes * 2 ** steps * (cells.at(0)?.raise.time ?? 1));
}
