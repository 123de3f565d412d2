import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {readCode} from '../pipeline/code/read-code.ts';
import {ProcessTier} from '../store/process-tier.ts';
import type {StoreNotice} from '../store/errors.ts';
import {otherCodeFolders} from './environment.ts';

export interface SharedStoreOptions {
  readonly folder: string;
  /** The project's folder. */
  readonly root: string;
  /** The whole environment of the process that works in the folder. */
  readonly environment: Readonly<Record<string, string>>;
  readonly notice: (notice: StoreNotice) => void;
}

/** A shared store where a process of its own works. */
export function openSharedStore({
  folder,
  root,
  environment,
  notice,
}: SharedStoreOptions): ProcessTier {
  const url = new URL('shared-store-process.ts', import.meta.url);
  const trusted = ['./', '../store/', '../system/'].map(
    (own) => `${relative(root, fileURLToPath(new URL(own, url)))}/`,
  );
  const program = async () => {
    const code = await readCode([{stage: 'process', name: 'process', body: url, parts: {}}], {
      root,
      trusted,
      otherCodeFolders: otherCodeFolders(),
    });
    return code.get('process')?.file ?? '';
  };
  return new ProcessTier({root: folder, program, environment, notice});
}
