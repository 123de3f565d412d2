import {readFileSync, readlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import {z} from 'zod';
import {systemCode} from './system-error.ts';

/**
 * Which process, and where. A host name and a number do not tell: containers may share both, and a number is
 * given again.
 */
export const ProcessIdentity = z.object({
  host: z.string(),
  /** The boot and the PID namespace in which `pid` counts; empty where the system does not tell. */
  place: z.string(),
  pid: z.int(),
  /** When it started [ticks since boot]; empty where the system does not tell. */
  start: z.string(),
});
export type ProcessIdentity = z.output<typeof ProcessIdentity>;

let own: ProcessIdentity | undefined;

export function thisProcess(): ProcessIdentity {
  const {pid} = process;
  return (own ??= {host: hostname(), place: readPlace(), pid, start: statOf(pid)?.start ?? ''});
}

/** Whether a process is known to have ended; of one in another place nobody knows here. */
export function hasDied({host, place, pid, start}: ProcessIdentity): boolean {
  const here = thisProcess();
  if (place !== here.place || host !== here.host) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return true;
  }
  const found = statOf(pid);
  return found !== undefined && (found.start !== start || found.state === 'Z');
}

function readPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return '';
  }
}

/** What Linux tells of a process; undefined elsewhere, and where it is hidden. */
function statOf(pid: number): {state: string; start: string} | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program comes before, in parentheses, and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return {state: fields[0], start: fields[19]};
  } catch {
    return undefined;
  }
}
