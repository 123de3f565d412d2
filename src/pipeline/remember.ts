import {systemCode} from '../system/system-error.ts';

/**
 * Writes what only serves to explain and to estimate: where the disk takes nothing, a run goes on without it.
 *
 * @returns whether it was written
 */
export function remember(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
