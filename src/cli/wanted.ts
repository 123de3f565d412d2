import type {PlanOptions} from '../pipeline/open-plan.ts';
import type {BriefManifest} from '../pipeline/plan.ts';
import type {OutputRecord, Store} from '../store/types.ts';
import {VERDICTS} from './check-verdicts.ts';
import {isDelivered, reportAmong} from './deliver-report.ts';
import type {Session} from './session.ts';

/**
 * Whose outputs are wanted themselves, when their results are known: those that are to be brought in; the verdicts
 * that are to be compared; and the report, unless it stands where it belongs.
 */
export function wantedBy(
  {options, places}: Pick<Session, 'options' | 'places'>,
  store: Store,
  targets: PlanOptions['targets'],
): NonNullable<PlanOptions['wants']> {
  const ids = new Set(targets.map(({id}) => id));
  const isAway = async (report: OutputRecord, outputs: BriefManifest['outputs']) =>
    !(await store.holds(outputs)) && !(await isDelivered(report, places.reports));
  return ({id}, {outputs}) => {
    if (options.materialize && ids.has(id)) return true;
    const verdicts = Object.values(outputs).some(({kind}) => kind === VERDICTS);
    if (verdicts && options.checkVerdicts !== undefined) return true;
    const report = ids.has(id) ? reportAmong([{outputs}]) : undefined;
    return report !== undefined && isAway(report, outputs);
  };
}
