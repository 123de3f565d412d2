import {existsSync} from 'node:fs';
import {chosenIsa, cpuFlags, effectiveIsa} from './isa.ts';

/** The TensorFlow that computes everything here; part of the key of every stage that computes. */
export const tensorflowVersion = '2.21.0';

/** Where TensorFlow runs. */
export type Device = 'cpu' | 'gpu';
export type DeviceChoice = Device | 'auto';

/** Names the device for this process and those it starts: `cpu`, `gpu` or `auto` (the default). */
export const deviceVariable = 'THREE_FACTORS_DEVICE';

/** The device that computes: what {@link deviceVariable} says, or a GPU when the NVIDIA driver is there. */
export function chosenDevice(): Device {
  const choice = process.env[deviceVariable] ?? 'auto';
  if (choice === 'cpu' || choice === 'gpu') return choice;
  return existsSync('/proc/driver/nvidia/version') ? 'gpu' : 'cpu';
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
