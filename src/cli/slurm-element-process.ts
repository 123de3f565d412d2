import {availableParallelism, cpus, hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {z} from 'zod';
import {runElement} from '../pipeline/executors/slurm/element.ts';

/** What Slurm runs: carries out the cells of one element of the array whose folder is its argument. */
const Environment = z.object({
  SLURM_ARRAY_JOB_ID: z.string(),
  SLURM_ARRAY_TASK_ID: z.coerce.number().int().nonnegative(),
  SLURM_RESTART_COUNT: z.string().default('0'),
});

/** What a node says of itself to workers: where it has room, which GPU the job was given. */
const ofNode = ['TMPDIR', 'CUDA_VISIBLE_DEVICES'];

const {SLURM_ARRAY_JOB_ID, SLURM_ARRAY_TASK_ID, SLURM_RESTART_COUNT} = Environment.parse(
  process.env,
);
const job = `${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}`;
const controller = new AbortController();
// Ended by Slurm: at its limit, cancelled, preempted. What bodies keep, they keep where every node sees it.
process.on('SIGTERM', () => controller.abort());
// Some sites send these before.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const)
  process.on(signal, () => undefined);

await runElement({
  array: process.argv[2] ?? '',
  index: SLURM_ARRAY_TASK_ID,
  temporary: join(tmpdir(), `three-factors-${job}-${SLURM_RESTART_COUNT}`),
  environment: Object.fromEntries(
    ofNode.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  facts: {
    host: hostname(),
    cpu: cpus().at(0)?.model ?? 'unknown',
    cores: availableParallelism(),
    job,
  },
  clock: Date.now,
  notice: ({code, message, received, next}) =>
    void process.stderr.write(`${code}: ${message} (${received}) ${next}\n`),
  signal: controller.signal,
});
process.exit();
