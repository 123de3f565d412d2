import {explain} from '../../pipeline/explain.ts';
import {openPlan} from '../../pipeline/open-plan.ts';
import {readRecords, type RunRecord} from '../../pipeline/run/record.ts';
import {resolveTarget} from '../../pipeline/target.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {groupExplanations, type ExplanationGroup} from '../group-explanations.ts';
import {formatDuration} from '../../system/duration.ts';
import {words} from '../messages.ts';
import {openPlanOptions, type Session} from '../session.ts';

/** Why nodes run: the smallest difference to their last result, the claims at stake, the time. */
export async function explainCommand(session: Session): Promise<ExitCode> {
  const {options, logger} = session;
  const {explain: asked = ALL} = options;
  const planOptions = await openPlanOptions(session, {lookOnly: true});
  const {pipeline, targets} = planOptions;
  const nodes = asked === ALL ? undefined : resolveTarget(pipeline, asked);
  // The targets are planned too, since they tell which claims a node serves.
  const plan = await openPlan({...planOptions, targets: [...targets, ...(nodes ?? [])]});
  const jobs = jobsOf(readRecords(session.places.store));
  const explanations = explain(plan, nodes).map((one) => ({...one, job: jobs.get(one.node)}));
  const open = explanations.filter(({status}) => status !== 'cached');
  // Of all, those that stay as they are would hide the others.
  const shown = asked === ALL ? open : explanations;
  const cached = explanations.length - open.length;
  logger.result({type: 'explanations', explanations}, [
    ...groupExplanations(shown).flatMap((group) => groupLines(group, jobs)),
    ...(asked === ALL && cached > 0 ? [words.explainCached(cached)] : []),
  ]);
  return exitCodes.ok;
}

const ALL = 'all';

/** By node: the job that carried it out last, where one did. */
const jobsOf = (latestFirst: readonly RunRecord[]): ReadonlyMap<string, string> =>
  new Map(
    latestFirst
      .toReversed()
      .flatMap(({nodes}) =>
        nodes.flatMap(({node, job}) => (job === undefined ? [] : [[node, job] as const])),
      ),
  );

function groupLines(group: ExplanationGroup, jobs: ReadonlyMap<string, string>): string[] {
  const {name, nodes, status, reasons, changes, upstream, claims, seconds} = group;
  const carriedBy = [...new Set(nodes.flatMap((node) => jobs.get(node) ?? []))];
  const labels = words.explainLabels;
  const row = (label: string, values: readonly string[]) =>
    values.length === 0 ? [] : [`  ${label.padEnd(8)}  ${values.join(', ')}`];
  return [
    words.explainHead(name, nodes.length, status),
    ...row(labels.cells, nodes.length === 1 ? [] : shorten(nodes)),
    ...row(labels.why, reasons),
    ...changes.flatMap((change) => row(labels.change, [change])),
    ...row(labels.waits, shorten(upstream)),
    ...row(labels.claims, claims),
    ...row(labels.job, shorten(carriedBy)),
    ...row(labels.time, seconds > 0 ? [formatDuration(seconds)] : []),
  ];
}

/** An aggregate waits for hundreds of cells; a few names say it. */
const shorten = (names: readonly string[]) =>
  names.length > 4 ? [...names.slice(0, 3), words.more(names.length - 3)] : names;
