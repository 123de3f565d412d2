/**
 * Loads what a run needs only at its end, while it has hours before it. Where the program was started through tsx,
 * another process translates each module as it is imported, and a terminal that is closed takes that one along.
 * What cannot be loaded is told when it is needed.
 */
export async function loadLateModules(): Promise<void> {
  await Promise.allSettled([
    import('../pipeline/executors/worker-pool.ts'),
    import('../report/render-run-page.tsx'),
    import('../report/render-profiles.tsx'),
    import('./check-verdicts.ts'),
    import('../store/published-results.ts'),
  ]);
}
