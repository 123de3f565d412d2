import {imagesAtLimits} from './cost.ts';
import {readCheckpoint, writeCheckpoint} from './checkpoint.ts';
import {Run, type RunSetup} from './run.ts';
import type {RunResult} from './record.ts';
import type {Snapshot} from './snapshot.ts';

/** How a training is watched over. */
export interface Supervision {
  /** The folder that keeps the checkpoint of an interrupted training. */
  readonly folder: string;
  /** Training images between two looks at the signal; at least one step is taken. */
  readonly turnImages: number;
  /** Training images between two checkpoints. */
  readonly checkpointImages: number;
  readonly signal: AbortSignal;
  /** Called every now and then: training images consumed, and the most that the limits allow. */
  readonly progress: (images: number, most: number) => void;
}

/**
 * Trains to the end. A training that was interrupted goes on from its last checkpoint, and ends in
 * the same bytes as one that was not.
 *
 * @throws The reason of the signal, when it aborts; a checkpoint is written before.
 */
export async function train(
  setup: RunSetup,
  {folder, turnImages, checkpointImages, signal, progress}: Supervision,
): Promise<{readonly result: RunResult; readonly snapshots: readonly Snapshot[]}> {
  const {learner} = setup;
  const resumed = await readCheckpoint(folder);
  if (resumed) learner.write(resumed.learner);
  const run = new Run(setup, resumed);
  const save = () => writeCheckpoint(folder, run.kept);
  const most = Math.ceil(imagesAtLimits(setup.plan));
  let saved = run.images;
  while (!run.hasEnded()) {
    const turn = run.images + turnImages;
    do run.advance();
    while (run.images < turn && !run.hasEnded());
    progress(Math.min(run.images, most), most);
    await new Promise((resolve) => setImmediate(resolve));
    if (run.hasEnded()) break;
    const due = run.images - saved >= checkpointImages;
    if (due || signal.aborted) await save();
    if (due) saved = run.images;
    signal.throwIfAborted();
  }
  return run.finish();
}
