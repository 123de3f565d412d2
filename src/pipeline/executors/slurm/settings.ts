import {z} from 'zod';

/** What may be said of one stage. */
const StageSettings = z.strictObject({
  partition: z.string().optional(),
  /** The value of `--gres` where the stage needs a GPU: `gpu:a100:1`. */
  gres: z.string().optional(),
  /** Further options of `sbatch`, each as one word: `--constraint=ib`. */
  options: z.array(z.string().startsWith('-')).optional(),
  /** Instead of what the stage declares. */
  cpus: z.int().positive().optional(),
  memoryMB: z.int().positive().optional(),
});

/** How cells are sent to Slurm; the file `slurm.json` of the project, before which options go. */
export const SlurmSettings = z.strictObject({
  partition: z.string().optional(),
  account: z.string().optional(),
  gres: z.string().default('gpu:1'),
  options: z.array(z.string().startsWith('-')).default([]),
  /** Small cells are put together until an element takes about so long [min]. */
  elementMinutes: z.number().positive().default(10),
  /** No element asks for less time [min]. */
  leastMinutes: z.int().positive().default(10),
  /** Nor for more, the limit of the partition say: longer cells go on from their state in another element [min]. */
  mostMinutes: z
    .int()
    .positive()
    .default(24 * 60),
  /** What the process that runs cells needs beside them [MB]. */
  overheadMB: z.int().nonnegative().default(500),
  /** The most elements that are queued or run at one time. */
  mostElements: z.int().positive().default(100_000),
  /** The scheduler is asked so often [s]. */
  pollSeconds: z.number().positive().default(15),
  stages: z.record(z.string(), StageSettings.optional()).default({}),
});
export type SlurmSettings = z.output<typeof SlurmSettings>;
