/**
 * The signals by which people and batch systems end a job, or tell that its end is near. They often go to
 * every process of it; workers pass them by and hear from their driver what is to be done.
 */
export const jobSignals = ['SIGHUP', 'SIGINT', 'SIGUSR1', 'SIGUSR2', 'SIGTERM'] as const;

/** Whether a process that ended by `signal` was ended from outside, for no fault of its own. */
export const isJobSignal = (signal: string | null): boolean =>
  jobSignals.some((name) => name === signal);
