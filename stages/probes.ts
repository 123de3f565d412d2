import type {z} from 'zod';
import {familyOf} from '../src/models/families/index.ts';
import type {Stage} from '../src/pipeline/define.ts';
import {PipelineError} from '../src/pipeline/errors.ts';
import type {Output, PipelineNode} from '../src/pipeline/node.ts';
import type {Pipeline} from '../src/pipeline/pipeline.ts';
import type {ProbePlan, Run} from '../src/study/experiment.ts';
import type {dataset} from './acquire-data/record.ts';
import {interpolate} from './interpolate/stage.ts';
import {measureCurvature} from './measure-curvature/stage.ts';
import {measureNoise} from './measure-noise/stage.ts';
import {measureSharpness} from './measure-sharpness/stage.ts';
import type {probeRecord} from './probe-record.ts';
import type {ProbeParts} from './probe-parts.ts';
import {surveyPlane} from './survey-plane/stage.ts';
import type {trainingRecord} from './train/record.ts';
import type {snapshots} from './train/snapshots.ts';

/** What probes read of a run. */
export interface Trained {
  readonly run: Run;
  readonly dataset: Output<typeof dataset>;
  readonly snapshots: Output<typeof snapshots>;
  readonly record: Output<typeof trainingRecord>;
}

type ProbeOutputs = Readonly<Record<'probe', typeof probeRecord>>;
type Parameters = Readonly<Record<string, unknown>>;
interface NamedPlan extends ProbePlan {
  readonly cell: string;
}
/** What all probes of a kind share, by kind. */
type Shared = Readonly<Record<string, Parameters>>;
type AddProbe = (
  pipeline: Pipeline,
  plan: NamedPlan,
  at: readonly Trained[],
  parameters: Parameters,
) => PipelineNode<ProbeOutputs>;

/** A stage that looks at one snapshot of a run. Its seed is that of the replicate: cells share their directions. */
const atOne =
  (
    stage: Stage<
      string,
      z.ZodObject,
      {dataset: typeof dataset; snapshots: typeof snapshots; record: typeof trainingRecord},
      ProbeOutputs,
      ProbeParts
    >,
  ): AddProbe =>
  (pipeline, {cell, at}, [{run, dataset, snapshots, record}], parameters) =>
    pipeline.add(stage, {
      cell,
      parameters: {snapshot: at[0].snapshot, ...parameters},
      inputs: {dataset, snapshots, record},
      parts: {family: familyOf(run.model).part},
      seed: ['replicate', run.replicate],
    });

/** A stage that looks at snapshots of two runs on the same data. */
const betweenTwo =
  (
    stage: Stage<
      string,
      z.ZodObject,
      {
        dataset: typeof dataset;
        left: typeof snapshots;
        right: typeof snapshots;
        leftRecord: typeof trainingRecord;
        rightRecord: typeof trainingRecord;
      },
      ProbeOutputs,
      ProbeParts
    >,
  ): AddProbe =>
  (pipeline, {cell, at}, [left, right], parameters) =>
    pipeline.add(stage, {
      cell,
      parameters: {left: at[0].snapshot, right: at[1].snapshot, ...parameters},
      inputs: {
        dataset: left.dataset,
        left: left.snapshots,
        right: right.snapshots,
        leftRecord: left.record,
        rightRecord: right.record,
      },
      parts: {family: familyOf(left.run.model).part},
    });

/** Every kind of probe, by the name under which experiments plan it. */
const kinds: Readonly<Record<string, AddProbe | undefined>> = {
  curvature: atOne(measureCurvature),
  noise: atOne(measureNoise),
  sharpness: atOne(measureSharpness),
  line: betweenTwo(interpolate),
  plane: atOne(surveyPlane),
};

/**
 * Adds a probe to a pipeline.
 *
 * @param at what it looks at, in the order of its plan
 * @param shared what all probes of a kind share, by kind; the parameters of its plan go before
 * @throws PipelineError when there is no such kind, or its stage refuses the parameters
 */
export function addProbe(
  pipeline: Pipeline,
  plan: ProbePlan,
  at: readonly Trained[],
  shared: Shared,
): PipelineNode<ProbeOutputs> {
  const cell = probeName(plan);
  const add = kinds[plan.kind];
  if (add === undefined) {
    throw new PipelineError({
      code: 'PROBE_UNKNOWN',
      cell,
      field: 'kind',
      received: plan.kind,
      suggestions: Object.keys(kinds),
      message: 'there is no probe of this kind',
      next: 'Name a kind of stages/probes.ts, or add it there.',
    });
  }
  return add(pipeline, {...plan, cell}, at, {...shared[plan.kind], ...plan.parameters});
}

/** The name of a probe: its own, or its place. */
export const probeName = ({cell, at: [{run, snapshot}]}: ProbePlan): string =>
  cell ?? `${run.cell}/${snapshot}`;
