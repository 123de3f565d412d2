/** What the command ends with; documented in docs/cli.md and stable, since scripts rely on it. */
export const exitCodes = {
  ok: 0,
  /** The work was done and not all of it is well: a cell failed, a byte differs, a store is damaged. */
  failed: 1,
  /** What was asked for cannot be: an unknown target or option, a pipeline with a mistake in it. */
  usage: 2,
  /** The machine lacks something: the engine, room on the disk, rights. */
  unavailable: 3,
  /** The work was done, and a claim that was supported is contradicted, or the reverse. */
  verdictTurnedOver: 4,
  /** The work was done, and a claim that was decided is open, not run or gone, or the reverse. */
  verdictChanged: 5,
  /** Of `--strict` alone: verdicts changed that another CPU may change. */
  verdictFragile: 6,
  /** Of `--strict` alone: a result that was made once more has other bytes, within rounding. */
  verifiedRounding: 7,
  /** A bug of this program. */
  bug: 70,
  /** Ctrl-C or SIGTERM; the next run goes on. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
