import util from 'node:util';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type {NodeJSKernelBackend} from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type {TFJSBinding} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import {addonNames, engineFolder} from './cache.ts';
import {EngineError} from './errors.ts';
import {isReady} from './contents.ts';
import {refuseOtherDevice} from './gpu.ts';
import {chosenDevice} from './identity.ts';
import {chosenIsa, settleIsa} from './isa.ts';
import {assertOwned} from './owned.ts';

/**
 * Makes TensorFlow the backend of `@tensorflow/tfjs-core` in this process; from then on `tf.*` of
 * that package computes. Runs once per process; later calls return at once.
 *
 * TensorFlow gets `threads` threads: with one (the default) the same inputs give the same bytes on
 * every run, whatever the number of cores. It computes by oneDNN with the chosen instruction set.
 *
 * @throws {EngineError} `ENGINE_NOT_SET_UP` (`next` names the command), `ENGINE_FOREIGN`, `ENGINE_LOAD`, or `ENGINE_DEVICE` when
 * TensorFlow has another device than the one chosen.
 */
export async function loadEngine(threads = 1): Promise<void> {
  if (isLoaded()) return;
  const folder = engineFolder();
  if (!(await isReady(folder)))
    throw new EngineError({
      code: 'ENGINE_NOT_SET_UP',
      message: `There is no engine at ${folder}.`,
      received: folder,
      next: 'Run: npm run setup',
    });
  await assertOwned(folder);
  settleIsa(process.env, chosenIsa());
  setThreads(threads);
  restoreRemovedUtilities();
  loadNative(join(folder, addonNames.quiet));
  const binding = loadBinding(join(folder, addonNames.binding));
  refuseOtherDevice(chosenDevice(), binding.isUsingGpuDevice());
  const {NodeJSKernelBackend} =
    await import('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js');
  await import('@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js');
  const create = () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node-gpu');
  tf.registerBackend(backendName, create, 3);
  await tf.setBackend(backendName);
  tf.enableProdMode();
}

/** What tfjs calls the backend. */
export const backendName = 'tensorflow';
const isLoaded = () => backendName in tf.engine().registryFactory;

/** The backend that {@link loadEngine} made: the way to TensorFlow's own operations. */
export function engineBackend(): NodeJSKernelBackend {
  const backend: unknown = isLoaded() ? tf.backend() : undefined;
  if (!isEngineBackend(backend))
    throw new EngineError({
      code: 'ENGINE_LOAD',
      message: 'The engine is not loaded in this process.',
      received: '',
      next: 'Call `await loadEngine()` before the first tensor is made.',
    });
  return backend;
}

const isEngineBackend = (value: unknown): value is NodeJSKernelBackend =>
  typeof value === 'object' && value !== null && 'executeMultipleOutputs' in value;

/** TensorFlow reads these when its library is loaded; what the user has set stays. */
function setThreads(threads: number): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  for (const name of ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS', 'OMP_NUM_THREADS'])
    process.env[name] ??= threads.toString();
}

/** tfjs-node 4.22 calls functions of `util` that Node 22 warns of and Node 23 has removed. */
function restoreRemovedUtilities(): void {
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
}

function loadBinding(path: string): TFJSBinding {
  const addon: unknown = loadNative(path);
  if (isBinding(addon)) return addon;
  throw new EngineError({
    code: 'ENGINE_LOAD',
    message: `${path} is not tfjs's addon.`,
    received: path,
    next: `Delete its folder and run: npm run setup`,
  });
}

function loadNative(path: string): unknown {
  try {
    return createRequire(import.meta.url)(path);
  } catch (error) {
    throw new EngineError(
      {
        code: 'ENGINE_LOAD',
        message: `TensorFlow's library could not be loaded from ${path}: ${String(error)}`,
        received: path,
        next: 'Run `npx tsx pipeline.ts --doctor`; when the folder is damaged, delete it and run: npm run setup',
      },
      error,
    );
  }
}

const isBinding = (value: unknown): value is TFJSBinding =>
  typeof value === 'object' && value !== null && 'executeOp' in value && 'runSavedModel' in value;
