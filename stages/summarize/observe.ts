import {load} from '../../src/pipeline/artifact.ts';
import type {BodyContext} from '../../src/pipeline/define.ts';
import type {
  Observations,
  ObservedProbe,
  ObservedRun,
  ObservedStudy,
  Place,
} from '../../src/study/observations.ts';
import {probeRecord, type ProbeRecord} from '../probe-record.ts';
import {studyRecord} from '../study/record.ts';
import {trainingRecord} from '../train/record.ts';
import type {AboutProbe, summarize} from './stage.ts';

type Inputs = BodyContext<typeof summarize>['inputs'];

/** Reads what came of everything that was planned; every probe is told the runs that it looked at. */
export async function observe(inputs: Inputs): Promise<Observations> {
  const runs = await Promise.all(inputs.runs.map(observedRun));
  const byCell = new Map(runs.map((run) => [run.cell, run]));
  const probes = await Promise.all(inputs.probes.map((member) => observedProbe(member, byCell)));
  const studies = await Promise.all(inputs.studies.map(observedStudy));
  return {runs, probes, studies};
}

async function observedRun({node, about, file}: Inputs['runs'][number]): Promise<ObservedRun> {
  return {node, ...about, ...(file && {found: await load(trainingRecord, file)})};
}

async function observedStudy({
  node,
  about,
  file,
}: Inputs['studies'][number]): Promise<ObservedStudy> {
  return {node, ...about, ...(file && {found: await load(studyRecord, file)})};
}

async function observedProbe(
  {node, about, file}: Inputs['probes'][number],
  runs: ReadonlyMap<string, ObservedRun>,
): Promise<ObservedProbe> {
  const record = file && (await load(probeRecord, file));
  return {
    ...about,
    node,
    at: placesOf(about, record, runs),
    unconverged: record?.unconverged ?? [],
    ...(record && (record.found === null ? {reason: record.reason} : {found: record.found})),
  };
}

function placesOf(
  {kind, cell, at}: AboutProbe,
  record: ProbeRecord | undefined,
  runs: ReadonlyMap<string, ObservedRun>,
): ObservedProbe['at'] {
  const [first, ...others] = at.map((place, index): Place => {
    const run = runs.get(place.cell);
    if (run === undefined) throw new Error(`${kind} ${cell}: the run ${place.cell} is no input.`);
    const probed = record?.snapshots[index] ?? place.snapshot;
    return {run, snapshot: place.snapshot, missedTarget: probed !== place.snapshot};
  });
  return [first, ...others];
}
