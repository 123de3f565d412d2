import {randomUUID} from 'node:crypto';
import type {Access} from '../system/access.ts';
import {isRefused} from '../system/regular-file.ts';
import {writeFailure} from '../system/system-error.ts';
import {SEALED} from './files.ts';
import {identityPath} from './layout.ts';

const MAX_BYTES = 100;

/** Gives a file its name, whole, unless one stands there; `fill` writes it. */
type Publish = (path: string, fill: (temporary: string) => Promise<void>) => Promise<boolean>;

/**
 * The random text that tells a store from another in the same place. The first who asks writes it down; undefined
 * where that cannot be.
 */
export async function identify(
  root: string,
  access: Access,
  publish: Publish,
): Promise<string | undefined> {
  const path = identityPath(root);
  const read = async () => String((await access.content(path, MAX_BYTES)) ?? '');
  try {
    const known = await read();
    if (known !== '') return known;
    await publish(path, (temporary) => access.createLasting(temporary, randomUUID(), SEALED));
    return (await read()) || undefined;
  } catch (error) {
    if (!isRefused(error) && writeFailure(error) === 'other') throw error;
    return undefined;
  }
}
