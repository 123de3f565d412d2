import {known} from '../../system/known.ts';
import {part, type Part} from '../../system/part.ts';
import type {Collection} from '../collection.ts';

/** Every image collection, by its name in runs and records. `acquire-data` is given its own as a part. */
export const collections: Readonly<Record<string, Part<Collection>>> = {
  mnist: part(new URL('./mnist.ts', import.meta.url), () => import('./mnist.ts')),
  'fashion-mnist': part(
    new URL('./fashion-mnist.ts', import.meta.url),
    () => import('./fashion-mnist.ts'),
  ),
  'cifar-10': part(new URL('./cifar-10.ts', import.meta.url), () => import('./cifar-10.ts')),
};

/** The collection of a name; throws an UnknownNameError that lists those known. */
export const collectionNamed = (name: string): Part<Collection> =>
  known(
    {
      code: 'DATASET_UNKNOWN',
      kind: 'data set',
      file: 'src/data/collections/index.ts',
      entries: collections,
    },
    name,
  );
