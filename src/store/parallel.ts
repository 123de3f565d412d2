/**
 * The results of `work` on each item, in order; at most `limit` are under way at a time. After a
 * failure nothing more is begun; it rejects once what was under way has ended.
 */
export async function mapParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  // One generator for all lanes: a lane that throws closes it for the others.
  const entries = (function* () {
    yield* items.entries();
  })();
  const lane = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await work(item, index);
  };
  const lanes = await Promise.allSettled(Array.from({length: Math.min(limit, items.length)}, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return results;
}
