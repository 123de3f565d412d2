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
  return join(cacheFolder(), 'engine', `${librariesName(device)}-${addonSources}`);
}

/** What the names of all engines begin with that hold the same libraries as this one. */
export const librariesName = (device: Device) =>
  `tensorflow-${tensorflowVersion}-${device}-tfjs-4.22.0`;

/** First digits of the SHA-256 of the project's own sources of addons, one after the other; a test holds it to them. */
const addonSources = '0a9b0644';

/**
 * What is compiled for an engine: tfjs's binding to TensorFlow, what loads TensorFlow quietly before it, and what
 * keeps signals from a worker.
 */
export const addonNames = {
  quiet: 'quiet.node',
  signals: 'signals.node',
  binding: 'tfjs_binding.node',
} as const;
