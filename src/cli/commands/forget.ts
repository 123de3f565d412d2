import {openPlan} from '../../pipeline/open-plan.ts';
import {resolveTarget} from '../../pipeline/target.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {words} from '../messages.ts';
import {openPlanOptions, type Session} from '../session.ts';

/** Sets aside the results of the nodes that are named, here and in the shared store: the next run makes them anew. */
export async function forgetCommand(session: Session): Promise<ExitCode> {
  const {options, logger} = session;
  const planOptions = await openPlanOptions(session);
  const targets = resolveTarget(planOptions.pipeline, options.forget ?? '');
  const {decisions} = await openPlan({...planOptions, targets});
  const nodes: string[] = [];
  for (const {id} of targets) {
    const decision = decisions.get(id);
    if (decision?.status !== 'cached') continue;
    await planOptions.store.forget(decision.manifest.key);
    nodes.push(id);
  }
  logger.result({type: 'forgotten', nodes}, [...nodes, words.forgotten(nodes.length)]);
  return exitCodes.ok;
}
