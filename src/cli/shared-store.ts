import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {readCode} from '../pipeline/code/read-code.ts';
import {DistantTier} from '../store/distant-tier.ts';
import type {StoreNotice} from '../store/errors.ts';

/** The shared store in the folder `folder`, where a process of its own works. `root`: the project's folder. */
export function openSharedStore(
  root: string,
  folder: string,
  notice: (notice: StoreNotice) => void,
): DistantTier {
  const url = new URL('shared-store-process.ts', import.meta.url);
  const trusted = ['./', '../store/'].map(
    (own) => `${relative(root, fileURLToPath(new URL(own, url)))}/`,
  );
  const program = async () => {
    const code = await readCode({process: url}, {root, trusted});
    return code.get('process')?.file ?? '';
  };
  return new DistantTier({root: folder, program, notice});
}
