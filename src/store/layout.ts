import {join} from 'node:path';

/** Where things stand in the folder of a store; docs/store.md tells what each is for. */
export const blobPath = (root: string, sha256: string) =>
  join(root, 'cas', sha256.slice(0, 2), sha256);
export const manifestPath = (root: string, key: string) => join(root, 'ac', key.slice(0, 2), key);
export const variantPath = (root: string, key: string, outputs: string) =>
  join(root, 'variants', key.slice(0, 2), `${key}.${outputs}`);
export const leasePath = (root: string, key: string) => join(root, 'leases', key);
/** Names the store: a random text. */
export const identityPath = (root: string) => join(root, 'id');
export const rootsFolder = (root: string) => join(root, 'roots');
/** Files that are being written: what stands anywhere else is complete. On the same file system as all else. */
export const unfinishedFolder = (root: string) => join(root, 'unfinished');
export const quarantineFolder = (root: string) => join(root, 'quarantine');
