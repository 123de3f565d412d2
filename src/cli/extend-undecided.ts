import {join} from 'node:path';
import {expectedWork, openPlan} from '../pipeline/open-plan.ts';
import {extensionsOf, type LookBook} from '../judging/look-book.ts';
import {CliError} from './failure-text.ts';
import {lookWords} from './look-words.ts';
import {knownPace} from './pace.ts';
import {readVerdicts} from './read-verdicts.ts';
import {openPlanOptions, type Session} from './session.ts';

/**
 * Gives the experiments whose claims are undecided in the report of the profile one more look: says which, and what it
 * costs, and commits the numbers, or on a rehearsal only plans by them. Where a raised look was never judged, there is
 * nothing to raise and the run goes on by what is committed.
 *
 * Throws a {@link CliError}: `ONE_LOOK_ONLY` for a profile without further looks, `NOTHING_UNDECIDED`,
 * `LAST_LOOK_REACHED` where no undecided claim has a look left, `VERDICTS_UNREADABLE` without a report.
 */
export async function extendUndecided(session: Session): Promise<void> {
  const {study, options, places, logger} = session;
  const {profile, dryRun} = options;
  const seeds = study.looks?.seeds(profile) ?? [];
  if (study.looks === undefined || seeds.length < 2)
    throw new CliError({...lookWords.oneLookOnly, received: profile});
  const {claims} = await readVerdicts(join(places.reports, 'verdicts.json'));
  const {undecided, raised, pending} = extensionsOf(claims, study.looks, profile);
  if (undecided.length === 0)
    throw new CliError({...lookWords.nothingUndecided, received: profile});
  if (raised.length + pending.length === 0)
    throw new CliError({...lookWords.lastLookReached, received: undecided.join(', ')});
  if (pending.length > 0) logger.remark(lookWords.looksPending(pending));
  if (raised.length === 0) return;
  for (const one of raised) logger.remark(lookWords.extended(one, seeds));
  const cost = await costOf(session, study.looks, (counts) => ({
    ...counts,
    ...Object.fromEntries(raised.map(({name, looks}) => [name, looks + 1])),
  }));
  logger.remark(lookWords.extensionCost(cost.cells, cost.seconds));
  if (!dryRun) logger.remark(lookWords.looksSaved(study.looks.save()));
}

/** Plans with other looks, which stay in use; returns what that has more of. */
async function costOf(
  session: Session,
  looks: LookBook,
  raise: (counts: ReturnType<LookBook['committed']>) => ReturnType<LookBook['committed']>,
): Promise<{cells: number; seconds: number}> {
  const {study, options} = session;
  const before = await study.pipelineFor(options.profile);
  looks.use(options.profile, raise(looks.committed(options.profile)));
  const plan = await openPlan(await openPlanOptions(session, {lookOnly: true}));
  plan.durations.calibrate(await knownPace(session));
  const {guesses} = expectedWork(plan);
  const more = [...plan.decisions.values()].filter(
    ({status, node}) => status !== 'cached' && !before.nodes.has(node.id),
  );
  const seconds = more.reduce((sum, {node}) => sum + (guesses.get(node.id)?.seconds ?? 0), 0);
  return {cells: more.length, seconds};
}
