import {rename, rm} from 'node:fs/promises';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';
import {readTensors, writeTensors} from '../compute/safetensors.ts';
import {under, weightsUnder} from '../models/weight-groups.ts';
import type {LearnerState} from './learner.ts';
import {RunState} from './run-state.ts';
import type {Snapshot} from './snapshot.ts';

/** A run that was left half-way. */
export interface Checkpoint {
  readonly state: RunState;
  readonly learner: LearnerState;
  readonly snapshots: readonly Snapshot[];
}

const Facts = z.object({
  state: RunState,
  snapshots: z.array(z.object({name: z.string(), step: z.int()})),
  slots: z.array(z.string()).describe('what the optimiser keeps of every parameter'),
});
const fileIn = (folder: string) => join(folder, 'checkpoint.safetensors');

/** Replaces the checkpoint in `folder`; a reader sees the old one or the new one, whole. */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const {state, learner, snapshots} = checkpoint;
  const tensors = {
    ...under('learner/parameters', learner.parameters),
    ...under('learner/statistics', learner.statistics),
  };
  const slots = Object.keys(learner.slots);
  for (const slot of slots)
    Object.assign(tensors, under(`learner/slot/${slot}`, learner.slots[slot]));
  for (const {name, parameters, statistics} of snapshots)
    Object.assign(
      tensors,
      under(`snapshot/${name}/parameters`, parameters),
      under(`snapshot/${name}/statistics`, statistics),
    );
  const partial = `${fileIn(folder)}.partial`;
  await rm(partial, {force: true});
  const facts = JSON.stringify(Facts.parse({state, snapshots, slots}));
  await writeTensors(partial, {tensors, metadata: {facts}});
  await rename(partial, fileIn(folder));
}

/** The checkpoint in `folder`, when there is one. */
export async function readCheckpoint(folder: string): Promise<Checkpoint | undefined> {
  if (!existsSync(fileIn(folder))) return undefined;
  const {tensors, metadata} = await readTensors(fileIn(folder));
  const {state, snapshots, slots} = Facts.parse(JSON.parse(metadata['facts'] ?? 'null'));
  return {
    state,
    learner: {
      parameters: weightsUnder(tensors, 'learner/parameters'),
      statistics: weightsUnder(tensors, 'learner/statistics'),
      slots: Object.fromEntries(
        slots.map((slot) => [slot, weightsUnder(tensors, `learner/slot/${slot}`)]),
      ),
    },
    snapshots: snapshots.map(({name, step}) => ({
      name,
      step,
      parameters: weightsUnder(tensors, `snapshot/${name}/parameters`),
      statistics: weightsUnder(tensors, `snapshot/${name}/statistics`),
    })),
  };
}
