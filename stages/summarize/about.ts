import type {Design, ProbePlan, Run} from '../../src/study/experiment.ts';
import {probeName} from '../probes.ts';
import type {AboutProbe, AboutRun} from './stage.ts';

/** Everything that an experiment needs, each once: the runs that its probes look at are among its runs. */
export function planned({runs = [], probes = [], studies = []}: Design) {
  const looked = probes.flatMap(({at}) => at.map(({run}) => run));
  return {
    runs: unique([...runs, ...looked], ({cell}) => cell),
    probes: unique(probes, (plan) => `${plan.kind} ${probeName(plan)}`),
    studies,
  };
}

/** The first of each name. */
function unique<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const found = new Map<string, Item>();
  for (const item of items) {
    const name = nameOf(item);
    if (!found.has(name)) found.set(name, item);
  }
  return [...found.values()];
}

/** What a summary is told of a run. */
export const aboutRun = ({cell, settings, replicate}: Run): AboutRun => ({
  cell,
  settings,
  replicate,
});

/** What a summary is told of a probe; where its plan does not say, its replicate is that of its run. */
export const aboutProbe = (plan: ProbePlan): AboutProbe => ({
  kind: plan.kind,
  cell: probeName(plan),
  settings: plan.settings ?? {},
  replicate: plan.at[0].run.replicate,
  at: plan.at.map(({run, snapshot}) => ({cell: run.cell, snapshot})),
});
