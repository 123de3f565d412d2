import {createHash} from 'node:crypto';

/**
 * The seed of a node: an unsigned 32-bit integer drawn from the global seed, the stage and a path
 * of names. Equal paths give equal seeds, so that cells which must share their randomness say so.
 */
export function deriveSeed(
  globalSeed: number,
  stage: string,
  path: readonly (string | number)[],
): number {
  return createHash('sha256')
    .update(JSON.stringify([globalSeed, stage, ...path]))
    .digest()
    .readUInt32LE(0);
}
