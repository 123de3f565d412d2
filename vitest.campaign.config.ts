import {defineConfig} from 'vitest/config';

/** Campaigns that want the machine to themselves: npx vitest run --config vitest.campaign.config.ts */
export default defineConfig({
  test: {pool: 'forks', maxWorkers: 1, include: ['test/**/*.campaign.ts'], testTimeout: 300_000},
});
