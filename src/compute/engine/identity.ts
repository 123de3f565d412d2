import {readChoice} from './choice.ts';
import {gpuSigns, hidesAll, refuseHidden} from './gpu.ts';
import {chosenIsa, cpuFlags, effectiveIsa} from './isa.ts';

/** The TensorFlow that computes everything here; part of the key of every stage that computes. */
export const tensorflowVersion = '2.21.0';

/** Where TensorFlow runs. */
export type Device = 'cpu' | 'gpu';
export const deviceChoices = ['auto', 'cpu', 'gpu'] as const;
export type DeviceChoice = (typeof deviceChoices)[number];

/** Names the device for this process and those it starts: `cpu`, `gpu` or `auto` (the default). */
export const deviceVariable = 'THREE_FACTORS_DEVICE';

/**
 * The device that computes: what {@link deviceVariable} says, or a GPU when the NVIDIA driver is there and
 * `CUDA_VISIBLE_DEVICES` does not hide it. `loadEngine` sees whether TensorFlow agrees.
 *
 * @throws {EngineError} `ENGINE_CHOICE`, or `ENGINE_DEVICE` when the GPU is asked for and hidden.
 */
export function chosenDevice(signs = gpuSigns()): Device {
  const choice = readChoice(deviceVariable, deviceChoices);
  if (choice === 'gpu') refuseHidden(signs);
  if (choice !== 'auto') return choice;
  return signs.driver && !hidesAll(signs) ? 'gpu' : 'cpu';
}

/** Chooses the device for this process and every process it starts from now on. */
export function chooseDevice(choice: DeviceChoice): void {
  process.env[deviceVariable] = choice;
}

/** The facts of the engine that change results, for `Stage.environment`. Loads nothing. */
export function environment(): Readonly<Record<string, string>> {
  return {
    tensorflow: tensorflowVersion,
    device: chosenDevice(),
    isa: effectiveIsa(cpuFlags(), chosenIsa()),
  };
}
