import {formatDuration} from '../system/duration.ts';
import type {Jobs} from './slurm.ts';

/** What the command line says of jobs of a cluster. */
export const slurmWords = {
  needsSharedStore: {
    code: 'SLURM_NEEDS_SHARED_STORE',
    message: 'Jobs hand their results in at a folder that every node sees, and none was named.',
    next: 'Name it: --shared-store DIR (docs/cluster.md).',
  },
  fileInvalid: (reason: string) => ({
    code: 'SLURM_FILE_INVALID',
    message: `The defaults for Slurm cannot be used: ${reason}`,
    next: 'Correct the file; docs/cluster.md lists what may stand in it.',
  }),
  codeNotShared: {
    code: 'SLURM_CODE_NOT_SHARED',
    message: 'The code of the cells stands where only this machine sees it.',
    next: 'Let the clone be written, or set THREE_FACTORS_CACHE to a folder that every node sees.',
  },
  stopping: (seconds: number) =>
    `Stopping: the jobs are cancelled in ${seconds} s. Ctrl-C again leaves them to go on, and the next run finds them.`,
  leaving: 'Stopping; the jobs go on, and the next run finds them.',
  jobsOf: (jobs: readonly string[]) =>
    jobs.length === 0
      ? ''
      : `jobs ${jobs.slice(0, 3).join(' ')}${jobs.length > 3 ? ` and ${jobs.length - 3} more` : ''}`,
  jobsHead: ['stage', 'cells', 'jobs', 'cores', 'memory', 'time', 'GPU', 'partition'],
  jobsRow: ({stage, cells, jobs, cpus, memoryMB, minutes, gres, partition}: Jobs) => [
    stage,
    ...[cells, jobs, cpus].map(String),
    `${memoryMB} MB`,
    formatDuration(60 * minutes),
    gres ?? '-',
    partition ?? '-',
  ],
} as const;
