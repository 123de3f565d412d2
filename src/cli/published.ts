import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {cacheFolder} from '../compute/engine/cache.ts';
import type {ArchivedTier} from '../store/tier.ts';
import {ExpectedError} from '../system/expected-error.ts';
import {sha256} from '../system/hash.ts';
import {CliError} from './failure-text.ts';
import {resultWords} from './result-words.ts';
import type {Session} from './session.ts';

/** Whether published results are named by an address rather than a file. */
export const isAddress = (text: string): boolean => /^https?:\/\//.test(text);

/**
 * The published results that this profile begins with: those beside its report, unless others are named or none are
 * wanted; undefined where there are none.
 *
 * @throws CliError `PUBLISHED_ABSENT` when they were named; ExpectedError `PUBLISHED_UNREACHABLE`
 */
export async function openPublished({
  options,
  places,
  logger,
}: Pick<Session, 'options' | 'places' | 'logger'>): Promise<ArchivedTier | undefined> {
  const named = places.published;
  if (named === undefined) return undefined;
  const file = isAddress(named) ? await fetchOnce(named) : named;
  if (!existsSync(file)) {
    if (options.published === undefined) return undefined;
    throw new CliError({...resultWords.publishedAbsent, received: named});
  }
  const {PublishedTier} = await import('../store/published-tier.ts');
  return new PublishedTier({
    file,
    localFolder: places.store,
    notice: (notice) => logger.notice(notice),
  });
}

/** What an address published stays as it is: it is fetched once, into the cache. */
async function fetchOnce(url: string): Promise<string> {
  const folder = join(cacheFolder(), 'published');
  const file = join(folder, `${sha256(url)}.zip`);
  if (existsSync(file)) return file;
  mkdirSync(folder, {recursive: true});
  const {download, PATIENCE} = await import('../data/sources/download.ts');
  const signal = new AbortController().signal;
  try {
    await download(url, file, {patience: PATIENCE, signal, onBytes: () => undefined});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedError({...resultWords.publishedUnreachable(reason), received: url}, error);
  }
  return file;
}
