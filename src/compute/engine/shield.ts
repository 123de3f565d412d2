import {join} from 'node:path';
import {addonNames, engineFolder} from './cache.ts';
import {isReady} from './contents.ts';
import {assertOwned} from './owned.ts';

/**
 * The library that keeps signals from processes that compute, for `RunOptions.shield`; undefined while there is
 * no engine, and so nothing that could compute.
 *
 * @throws {EngineError} `ENGINE_FOREIGN`
 */
export async function signalShield(): Promise<string | undefined> {
  const folder = engineFolder();
  if (!(await isReady(folder))) return undefined;
  await assertOwned(folder);
  return join(folder, addonNames.signals);
}
