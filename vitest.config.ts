import {defineConfig} from 'vitest/config';

/** Fast first, slow after: a project runs when every project before it has ended. */
const project = (name: string, order: number, include: string[], testTimeout: number) => ({
  extends: true as const,
  test: {name, include, testTimeout, hookTimeout: testTimeout, sequence: {groupOrder: order}},
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      project('unit', 0, ['test/**/*.test.{ts,tsx}'], 20_000),
      project('slow', 1, ['test/**/*.slow.ts'], 300_000),
    ],
  },
});
