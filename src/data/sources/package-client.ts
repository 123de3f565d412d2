import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {execa} from 'execa';
import {SourceError} from './errors.ts';
import {proxiesNamed, proxyVariables} from './proxy.ts';

/** How long a package client may take [ms]. */
const LIMIT = 600_000;

/** Calls `work` with a folder of its own, which is gone afterwards, whatever happened. */
export async function withTemporary(
  parent: string,
  work: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = await mkdtemp(join(parent, 'package-'));
  try {
    await work(temporary);
  } finally {
    await rm(temporary, {recursive: true, force: true});
  }
}

/** A package client that is not on this machine. */
export class ClientMissingError extends SourceError {}

/**
 * Runs a package client to its end.
 *
 * @throws ClientMissingError when it is not installed, SourceError with what it said when it fails.
 */
export async function runClient(
  client: string,
  args: readonly string[],
  {cwd, signal}: {readonly cwd: string; readonly signal: AbortSignal},
): Promise<void> {
  const {failed, code, stderr, shortMessage} = await execa(client, args, {
    cwd,
    env: proxyVariables(proxiesNamed(process.env)),
    cancelSignal: signal,
    timeout: LIMIT,
    stdin: 'ignore',
    reject: false,
  });
  signal.throwIfAborted();
  if (code === 'ENOENT') throw new ClientMissingError(`${client} is not installed`);
  if (!failed) return;
  const said = stderr
    .trim()
    .replaceAll(/\s*\n\s*/g, '; ')
    .slice(0, 300);
  throw new SourceError(`${client} ${args.join(' ')}: ${said === '' ? shortMessage : said}`);
}
