/** What is said when the system refuses something, by what it is. */
export const systemFailures = {
  diskFull: {
    code: 'DISK_FULL',
    message: 'A disk has no room left.',
    next: 'Make room (--gc --dry-run shows what nobody needs), then run again: what is finished stays.',
  },
  notPermitted: {
    code: 'NOT_PERMITTED',
    message: 'The system does not let you do this here.',
    next: 'Ask for the right, or name folders that you own: --store DIR, THREE_FACTORS_CACHE=DIR.',
  },
  pathUnusable: {
    code: 'PATH_UNUSABLE',
    message: 'Something stands on the way that cannot be used as a file or a folder.',
    next: 'Move it away, or give another path.',
  },
  diskFailed: {
    code: 'DISK_FAILED',
    message: 'A disk or a file server does not answer as it should.',
    next: 'See that it is mounted and sound, then run again: what is finished stays.',
  },
  machineExhausted: {
    code: 'MACHINE_EXHAUSTED',
    message: 'The system has no more memory, files or processes to give.',
    next: 'Use fewer --jobs, or raise the limit (ulimit -a), then run again.',
  },
} as const;
