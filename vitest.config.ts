import {defineConfig} from 'vitest/config';

interface ProjectOptions {
  readonly include: string[];
  /** Fast first, slow after: a project runs when every project of a lower order has ended. */
  readonly order: number;
  readonly maxWorkers: number;
  /** After how long a test hangs [ms]; nothing is timed by it, since machines are slow and busy. */
  readonly timeout: number;
}

const project = (name: string, {include, order, maxWorkers, timeout}: ProjectOptions) => ({
  extends: true as const,
  test: {
    name,
    include,
    maxWorkers,
    testTimeout: timeout,
    hookTimeout: timeout,
    sequence: {groupOrder: order},
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      project('unit', {
        include: ['test/**/*.test.{ts,tsx}'],
        order: 0,
        maxWorkers: 2,
        timeout: 60_000,
      }),
      // These mostly wait: for leases to run out, for signals, for a cluster, for a browser.
      project('slow', {include: ['test/**/*.slow.ts'], order: 1, maxWorkers: 4, timeout: 300_000}),
    ],
  },
});
