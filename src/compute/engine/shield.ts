import {join} from 'node:path';
import {addonNames, engineFolder} from './cache.ts';
import {isReady} from './contents.ts';

/**
 * The library that keeps signals from processes that compute, for `RunOptions.shield`; undefined while there is
 * no engine, and so nothing that could compute.
 */
export async function signalShield(): Promise<string | undefined> {
  const folder = engineFolder();
  return (await isReady(folder)) ? join(folder, addonNames.signals) : undefined;
}
