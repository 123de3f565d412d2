import type {Store} from '../../../store/types.ts';
import type {ElementState} from './commands.ts';
import {ElementWatch} from './element-watch.ts';
import {openArrays, type ArrayFolder} from './spool.ts';
import {outcomeOf} from './states.ts';

/**
 * Elements that runs before this one have submitted, and that are under way or could go on: their cells need not be
 * submitted again. `queue`: all that the scheduler knows.
 */
export async function adopt(
  spool: string,
  queue: readonly ElementState[],
  store: Pick<Store, 'find'>,
): Promise<readonly ElementWatch[]> {
  const watches: ElementWatch[] = [];
  for (const folder of await openArrays(spool)) {
    const found = await adoptArray(folder, queue, store);
    if (found.length === 0) folder.close();
    watches.push(...found);
  }
  return watches;
}

async function adoptArray(
  folder: ArrayFolder,
  queue: readonly ElementState[],
  store: Pick<Store, 'find'>,
): Promise<ElementWatch[]> {
  // A run that was killed just after it had submitted knew no number yet; the name tells.
  const named = queue.find(({name}) => name.endsWith(`-${folder.id}`))?.job;
  const job = (await folder.job()) ?? named;
  if (job === undefined) return [];
  const states = new Map(
    queue.flatMap((one) => (one.job === job ? [[one.index, one] as const] : [])),
  );
  const {elements} = await folder.record();
  const watches: ElementWatch[] = [];
  for (const [index, cells] of elements.entries()) {
    const state = states.get(index);
    const name = `${job}_${index}`;
    if (!state || outcomeOf(state.state, state.reason, name).type === 'failed') continue;
    const ended = await endedIn(folder, index);
    const open = cells.filter(({key}) => !ended.has(key));
    if (open.length > 0) watches.push(new ElementWatch({folder, job, index}, open, store));
  }
  return watches;
}

/** Keys of the cells that an element says have ended. */
async function endedIn(folder: ArrayFolder, index: number): Promise<ReadonlySet<string>> {
  const {said} = await folder.heard(index, 0);
  const ended = said.filter(({type}) => ['finished', 'failed', 'lost'].includes(type));
  return new Set(ended.map(({key}) => key));
}
