import {cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execaNode} from 'execa';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {cacheFolder, engineFolder} from '../../../src/compute/engine/cache.ts';
import {refuseOtherDevice} from '../../../src/compute/engine/gpu.ts';
import {chosenDevice} from '../../../src/compute/engine/identity.ts';
import {chosenIsa} from '../../../src/compute/engine/isa.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('by itself', () => {
  test.each([
    [true, undefined, 'gpu'],
    [true, '0', 'gpu'],
    [true, '1,2', 'gpu'],
    [true, 'GPU-8f2c1b', 'gpu'],
    [true, 'MIG-8f2c1b', 'gpu'],
    [true, '', 'cpu'],
    [true, '-1', 'cpu'],
    [true, '-1,0', 'cpu'],
    [true, 'NoDevFiles', 'cpu'],
    [false, undefined, 'cpu'],
    [false, '0', 'cpu'],
  ])('with the driver: %s and CUDA_VISIBLE_DEVICES=%j it is the %s', (driver, visible, device) => {
    for (const choice of ['', 'auto']) {
      vi.stubEnv('THREE_FACTORS_DEVICE', choice);
      expect(chosenDevice({driver, visible})).toBe(device);
    }
  });
});

describe('what is not understood is refused, with the choices', () => {
  test.each(['CPU', 'GPU', 'cuda', 'gpu ', '0'])('THREE_FACTORS_DEVICE=%j', (value) => {
    vi.stubEnv('THREE_FACTORS_DEVICE', value);
    expect(chosenDevice).toThrow(
      expect.objectContaining({
        code: 'ENGINE_CHOICE',
        received: value,
        next: 'Set it to one of auto, cpu, gpu, or leave it out.',
      }),
    );
  });

  test('THREE_FACTORS_ISA', () => {
    vi.stubEnv('THREE_FACTORS_ISA', 'avx512');
    expect(chosenIsa).toThrow(expect.objectContaining({code: 'ENGINE_CHOICE'}));
  });
});

describe('a GPU that is not used', () => {
  test('is refused when it is hidden', () => {
    vi.stubEnv('THREE_FACTORS_DEVICE', 'gpu');
    expect(() => chosenDevice({driver: true, visible: ''})).toThrow(
      expect.objectContaining({code: 'ENGINE_DEVICE'}),
    );
    expect(chosenDevice({driver: true, visible: '0'})).toBe('gpu');
  });

  test('is refused when TensorFlow falls back to the CPU, and the reverse', () => {
    for (const [asked, usesGpu] of [['gpu', false] as const, ['cpu', true] as const]) {
      expect(() => refuseOtherDevice(asked, usesGpu)).toThrow(
        expect.objectContaining({code: 'ENGINE_DEVICE'}),
      );
    }
    refuseOtherDevice('gpu', true);
    refuseOtherDevice('cpu', false);
  });

  test('computes nothing: an engine without one, under the name of one that has it', async () => {
    await ensureEngine({device: 'cpu'});
    const cache = await mkdtemp(join(tmpdir(), 'device-'));
    const pretended = join(cache, engineFolder('gpu').slice(cacheFolder().length));
    await cp(engineFolder('cpu'), pretended, {recursive: true});
    const script = fileURLToPath(new URL('fixtures/multiply.ts', import.meta.url));
    const {exitCode, stderr} = await execaNode(script, {
      nodeOptions: ['--import', 'tsx'],
      env: {
        THREE_FACTORS_CACHE: cache,
        THREE_FACTORS_DEVICE: 'gpu',
        CUDA_VISIBLE_DEVICES: undefined,
      },
      reject: false,
    });
    await rm(cache, {recursive: true});
    expect(exitCode).toBe(1);
    expect(stderr).toContain('TensorFlow finds no GPU that it can use.');
  }, 300_000);
});
