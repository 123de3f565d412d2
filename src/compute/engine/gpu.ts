import {existsSync} from 'node:fs';
import {EngineError} from './errors.ts';

/** What tells whether a GPU can be used, short of asking TensorFlow. */
export interface GpuSigns {
  /** Whether the NVIDIA driver and its device are there; a container may see the one without the other. */
  readonly driver: boolean;
  /** What `CUDA_VISIBLE_DEVICES` is. */
  readonly visible: string | undefined;
}

export const gpuSigns = (): GpuSigns => ({
  driver: existsSync('/proc/driver/nvidia/version') && existsSync('/dev/nvidiactl'),
  visible: process.env['CUDA_VISIBLE_DEVICES'],
});

/** Whether every GPU is hidden: CUDA reads the list up to the first name that is none (`''`, `-1`, `NoDevFiles`). */
export const hidesAll = ({visible}: GpuSigns): boolean =>
  visible !== undefined && !/^\s*(\d|GPU-|MIG-)/.test(visible);

/** Throws `ENGINE_DEVICE` when the GPU was asked for and is hidden. */
export function refuseHidden(signs: GpuSigns): void {
  if (!hidesAll(signs)) return;
  throw new EngineError({
    code: 'ENGINE_DEVICE',
    message: 'The GPU was asked for, and CUDA_VISIBLE_DEVICES hides every GPU.',
    received: `CUDA_VISIBLE_DEVICES=${signs.visible ?? ''}`,
    next: 'Unset CUDA_VISIBLE_DEVICES, or compute on the CPU: --device cpu',
  });
}

/**
 * Throws `ENGINE_DEVICE` when TensorFlow has another device than that of the keys. It falls back to the CPU
 * without a word, and the result would stand under the key of one that a GPU made.
 */
export function refuseOtherDevice(asked: 'cpu' | 'gpu', usesGpu: boolean): void {
  if ((asked === 'gpu') === usesGpu) return;
  throw new EngineError({
    code: 'ENGINE_DEVICE',
    message: usesGpu
      ? 'TensorFlow uses a GPU, and the CPU was asked for.'
      : 'TensorFlow finds no GPU that it can use.',
    received: asked,
    next: usesGpu
      ? 'Delete the folder of the engine and run: npm run setup'
      : 'See that nvidia-smi lists a free GPU and that CUDA_VISIBLE_DEVICES names it, or compute on the CPU: --device cpu',
  });
}
