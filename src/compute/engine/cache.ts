import {homedir} from 'node:os';
import {join} from 'node:path';
import {chosenDevice, tensorflowVersion, type Device} from './identity.ts';

/**
 * The folder that all clones of this project on a machine share: `THREE_FACTORS_CACHE`, else
 * `three-factors-sgd` in the XDG cache folder.
 */
export function cacheFolder(): string {
  const {THREE_FACTORS_CACHE: own = '', XDG_CACHE_HOME: xdg = ''} = process.env;
  if (own !== '') return own;
  return join(xdg === '' ? join(homedir(), '.cache') : xdg, 'three-factors-sgd');
}

/**
 * The folder of one finished engine. It appears at once, by a rename, when everything in it is
 * complete. The name changes with whatever changes its content.
 */
export function engineFolder(device: Device = chosenDevice()): string {
  return join(cacheFolder(), 'engine', `tensorflow-${tensorflowVersion}-${device}-tfjs-4.22.0`);
}

/** What is compiled for an engine: tfjs's binding to TensorFlow, and what loads TensorFlow quietly before it. */
export const addonNames = {quiet: 'quiet.node', binding: 'tfjs_binding.node'} as const;
