import {createWriteStream} from 'node:fs';
import {rename, rm, stat} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {setTimeout as pause} from 'node:timers/promises';
import {SourceError} from './errors.ts';
import {request, type Answer} from './request.ts';

/** How patient a download is. */
export interface Patience {
  /** How long a server may send nothing [ms]. */
  readonly idle: number;
  /** How often it is tried in a row without a new byte. */
  readonly attempts: number;
  /** The wait before the second attempt, which doubles with each failure [ms]. */
  readonly pause: number;
}
export const PATIENCE: Patience = {idle: 30_000, attempts: 3, pause: 1_000};

interface Options {
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Called with the number of bytes that have arrived. */
  readonly onBytes: (done: number) => void;
}

/**
 * Downloads `url` to `path`. What has arrived stands in `<path>.part`, from which the next attempt,
 * in this run or a later one, goes on. Whether the bytes are right is for the caller to check;
 * `resumed` tells that they came in several requests, between which the file may have changed.
 *
 * @throws SourceError when the server refuses, or stays silent too often.
 */
export async function download(
  url: string,
  path: string,
  options: Options,
): Promise<{readonly resumed: boolean}> {
  const {patience, signal} = options;
  const part = `${path}.part`;
  for (let failures = 0; ;) {
    const before = await sizeOf(part);
    try {
      const start = await receive(url, part, options);
      await rename(part, path);
      return {resumed: start > 0};
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SourceError) throw error;
      failures = (await sizeOf(part)) > before ? 1 : failures + 1;
      if (failures >= patience.attempts) throw new SourceError(`${url}: ${reasonOf(error)}`);
      await pause(patience.pause * 2 ** (failures - 1), undefined, {signal});
    }
  }
}

/**
 * One request: what is missing of `part`, or all of it when the server does not continue files.
 * Gives the place in the file where the answer began.
 */
async function receive(url: string, part: string, options: Options): Promise<number> {
  const {patience, signal, onBytes} = options;
  const have = await sizeOf(part);
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new Error(`nothing came for ${patience.idle / 1000} s`)),
    patience.idle,
  );
  try {
    return await request(
      url,
      {
        // Identity: a gzipped file is to arrive as it is, and ranges to count its own bytes.
        headers: {'accept-encoding': 'identity', ...(have > 0 && {range: `bytes=${have}-`})},
        signal: AbortSignal.any([signal, silence.signal]),
      },
      async (answer) => {
        const start = await startOf(answer, url, have, part);
        await keep(answer, part, start, (done) => {
          timer.refresh();
          onBytes(done);
        });
        return start;
      },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Writes an answer's bytes to `part`, from `start` on. */
async function keep(
  {body, headers}: Answer,
  part: string,
  start: number,
  onBytes: (done: number) => void,
): Promise<void> {
  if (!body) throw new Error('the answer is empty');
  let done = start;
  const counted = async function* () {
    for await (const chunk of body) {
      done += chunk.length;
      onBytes(done);
      yield chunk;
    }
  };
  await pipeline(counted, createWriteStream(part, {flags: start > 0 ? 'a' : 'w'}));
  const length = headers.get('content-length');
  if (length !== null && done - start !== Number(length))
    throw new Error(`the connection ended after ${done - start} of ${length} bytes`);
}

/** Where the answer's first byte belongs in the file. */
async function startOf(
  {status, headers}: Answer,
  url: string,
  have: number,
  part: string,
): Promise<number> {
  if (status === 200) return 0;
  if (status === 206 && headers.get('content-range')?.startsWith(`bytes ${have}-`)) return have;
  if (status === 206 || status === 416) {
    await rm(part, {force: true});
    throw new Error('the server could not continue the file where it was cut');
  }
  const passing = status >= 500 || status === 408 || status === 429;
  throw new (passing ? Error : SourceError)(`${url}: HTTP ${status}`);
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({size}) => size,
    () => 0,
  );

/** fetch says only 'fetch failed'; what failed is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
