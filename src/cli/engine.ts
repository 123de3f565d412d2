import {engineFolder} from '../compute/engine/cache.ts';
import {isReady} from '../compute/engine/contents.ts';
import {openPlan, type PlanOptions} from '../pipeline/open-plan.ts';
import type {Logger} from './loggers/logger.ts';
import {words} from './messages.ts';

/** Sets up the engine when this machine has none and something that computes is about to run. */
export async function prepareEngine(
  options: PlanOptions,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  if (await isReady(engineFolder())) return;
  const {decisions} = await openPlan(options);
  const computes = [...decisions.values()].some(
    ({status, node}) => status !== 'cached' && 'tensorflow' in (node.stage.environment?.() ?? {}),
  );
  if (computes) await setUpEngine(logger, signal);
}

export async function setUpEngine(logger: Logger, signal: AbortSignal): Promise<void> {
  const {ensureEngine} = await import('../compute/engine/setup.ts');
  const folder = await ensureEngine({onProgress: (event) => logger.setup(event), signal});
  logger.progress('');
  logger.remark(words.setupDone(folder));
}
