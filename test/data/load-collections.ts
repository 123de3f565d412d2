import {collections} from '../../src/data/collections/index.ts';
import type {Collection} from '../../src/data/collection.ts';

const loaded: Record<string, Collection> = {};
for (const [name, {load}] of Object.entries(collections)) loaded[name] = (await load()).default;

/** Every collection that is listed, as bodies get it. */
export const all: readonly Collection[] = Object.values(loaded);

export const collection = (name: string): Collection => loaded[name];
