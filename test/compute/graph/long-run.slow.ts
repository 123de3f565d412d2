import {execPath} from 'node:process';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {z} from 'zod';

const Report = z.object({
  /** SHA-256 of the parameters after the last step. */
  parameters: z.string(),
  tensors: z.tuple([z.number(), z.number()]),
  /** Resident memory after the first and the last tenth of the steps [MB]. */
  resident: z.tuple([z.number(), z.number()]),
});

const script = fileURLToPath(new URL('fixtures/long-run.ts', import.meta.url));

async function run(steps: number) {
  const {stdout} = await execa(execPath, [
    '--import',
    'tsx',
    '--expose-gc',
    script,
    steps.toString(),
  ]);
  return Report.parse(JSON.parse(stdout));
}

test('10,000 steps leave the number of tensors and the resident memory flat', async () => {
  const {tensors, resident} = await run(10_000);
  expect(tensors[1]).toBe(tensors[0]);
  expect(resident[1] - resident[0]).toBeLessThan(20);
});

test('with one thread, every process ends with the same bytes', async () => {
  const runs = await Promise.all([run(300), run(300), run(300)]);
  expect(new Set(runs.map(({parameters}) => parameters)).size).toBe(1);
});
