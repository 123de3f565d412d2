import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {beforeAll, expect, test} from 'vitest';
import {environment} from '../../../src/compute/engine/identity.ts';
import {cpuFlags, effectiveIsa, settleIsa} from '../../../src/compute/engine/isa.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';

beforeAll(() => ensureEngine(), 300_000);

/** What oneDNN says of itself in a process of which the shell says otherwise. */
async function spoken(choice: string): Promise<string> {
  const script = fileURLToPath(new URL('fixtures/multiply.ts', import.meta.url));
  const {stdout} = await execa(process.execPath, ['--import', 'tsx', script], {
    env: {
      THREE_FACTORS_ISA: choice,
      ONEDNN_VERBOSE: '1',
      TF_ENABLE_ONEDNN_OPTS: '0',
      DNNL_MAX_CPU_ISA: 'SSE41',
      ONEDNN_MAX_CPU_ISA: 'SSE41',
      ONEDNN_DEFAULT_FPMATH_MODE: 'BF16',
    },
  });
  return stdout;
}

const names: Readonly<Record<string, RegExp>> = {
  avx512: /info,cpu,isa:Intel AVX-512/,
  avx2: /info,cpu,isa:Intel AVX2/,
  avx: /info,cpu,isa:Intel AVX\b(?!-|2)/,
};

test.each(['avx2', 'native'] as const)(
  '%s: oneDNN is on, with these instructions',
  async (choice) => {
    const said = await spoken(choice);
    expect(said).toMatch(names[effectiveIsa(cpuFlags(), choice)] ?? /^$/);
    expect(said).toMatch(/exec,cpu,matmul/);
    expect(said).not.toMatch(/fpm:bf16|fpmath:bf16/);
  },
);

test('the pin is what the CPU has where it has less, and part of the key', () => {
  const modern = new Set(['avx', 'avx2', 'avx512bw']);
  expect(effectiveIsa(modern, 'avx2')).toBe('avx2');
  expect(effectiveIsa(modern, 'native')).toBe('avx512');
  expect(effectiveIsa(new Set(['avx', 'avx2']), 'native')).toBe('avx2');
  expect(effectiveIsa(new Set(['avx']), 'avx2')).toBe('avx');
  expect(environment()).toHaveProperty('isa', effectiveIsa(cpuFlags(), 'avx2'));
});

test('what a shell says of kernels and precision goes; threads and logs stay', () => {
  const shell: NodeJS.ProcessEnv = {
    TF_XLA_FLAGS: '--tf_xla_auto_jit=2',
    TF_SET_ONEDNN_FPMATH_MODE: 'BF16',
    TF_NUM_INTRAOP_THREADS: '2',
    ONEDNN_VERBOSE: '1',
    MKLDNN_MAX_CPU_ISA: 'AVX',
    PATH: '/bin',
  };
  settleIsa(shell, 'native');
  expect(shell).toEqual({
    TF_NUM_INTRAOP_THREADS: '2',
    ONEDNN_VERBOSE: '1',
    PATH: '/bin',
    TF_ENABLE_ONEDNN_OPTS: '1',
  });
});
