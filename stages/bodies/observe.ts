import type {
  ObservedLine,
  ObservedRun,
  Observations,
  Probe,
} from '../../src/paper/summaries/observations.ts';
import {load} from '../../src/pipeline/artifact.ts';
import type {BodyContext, Member} from '../../src/pipeline/define.ts';
import {curvature} from '../kinds/curvature.ts';
import {gradientNoise} from '../kinds/gradient-noise.ts';
import {interpolation} from '../kinds/interpolation.ts';
import {plane} from '../kinds/plane.ts';
import {trainingRecord} from '../kinds/training-record.ts';
import type {summarize} from '../summarize.ts';

type Context = Pick<BodyContext<typeof summarize>, 'parameters' | 'inputs'>;

/** Joins what was planned (parameters) with what came of it (inputs); a piece planned twice is one. */
export async function observe({parameters, inputs}: Context): Promise<Observations> {
  const [runs, curvatures, noises, lines, planes] = await Promise.all([
    each(parameters.runs, inputs.runs, run),
    each(
      parameters.curvature,
      inputs.curvature,
      probe((file) => load(curvature, file)),
    ),
    each(
      parameters.noise,
      inputs.noise,
      probe((file) => load(gradientNoise, file)),
    ),
    each(parameters.lines, inputs.lines, line),
    each(
      parameters.planes,
      inputs.planes,
      probe((file) => load(plane, file)),
    ),
  ]);
  return {runs, curvature: curvatures, noise: noises, lines, planes};
}

async function each<Planned, Found extends {readonly node: string}, M extends {node: string}>(
  planned: readonly Planned[],
  members: readonly M[],
  observed: (planned: Planned, member: M) => Promise<Found>,
): Promise<Found[]> {
  if (planned.length !== members.length)
    throw new RangeError(`summarize: ${planned.length} names for ${members.length} inputs.`);
  const found = await Promise.all(planned.map((each, index) => observed(each, members[index])));
  return [...new Map(found.map((piece) => [piece.node, piece])).values()];
}

async function run(
  cell: string,
  {node, file}: Member<typeof trainingRecord>,
): Promise<ObservedRun> {
  return file === undefined ? {node, cell} : {node, cell, found: await load(trainingRecord, file)};
}

/** What a probe stage writes: what it found, or why it found nothing. */
interface Probed<Found> {
  readonly found: Found | null;
  readonly reason: string;
}

const probe =
  <File, Found>(read: (file: File) => Promise<Probed<Found>>) =>
  async (
    planned: {readonly cell: string; readonly snapshot: string},
    {node, file}: {readonly node: string; readonly file?: File},
  ): Promise<Probe<Found>> => {
    if (file === undefined) return {node, ...planned};
    const {found, reason} = await read(file);
    return {node, ...planned, ...(found === null ? {reason} : {found})};
  };

async function line(
  planned: Context['parameters']['lines'][number],
  {node, file}: Member<typeof interpolation>,
): Promise<ObservedLine> {
  const {cell, left, right} = planned;
  const ends = {node, cell, left: left.cell, right: right.cell};
  if (file === undefined) return {...ends, missedTarget: false};
  const {found, reason, ...probed} = await load(interpolation, file);
  const missedTarget = probed.left !== left.snapshot || probed.right !== right.snapshot;
  return {...ends, missedTarget, ...(found === null ? {reason} : {found})};
}
