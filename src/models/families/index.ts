import {z} from 'zod';
import {known} from '../../system/known.ts';
import {part} from '../../system/part.ts';
import {listFamily, type ListedFamily} from '../family.ts';
import {ModelSpec} from '../spec.ts';
import * as mlp from './mlp/spec.ts';
import * as resnet from './resnet/spec.ts';
import * as vgg11 from './vgg-11/spec.ts';

/** Every family, by its name in specifications. A body is given the one of its model as a part, and reads none here. */
export const families: Readonly<Record<string, ListedFamily>> = {
  mlp: listFamily(
    mlp,
    part(new URL('./mlp/build.ts', import.meta.url), () => import('./mlp/build.ts')),
  ),
  resnet: listFamily(
    resnet,
    part(new URL('./resnet/build.ts', import.meta.url), () => import('./resnet/build.ts')),
  ),
  'vgg-11': listFamily(
    vgg11,
    part(new URL('./vgg-11/build.ts', import.meta.url), () => import('./vgg-11/build.ts')),
  ),
};

/** The family of a specification; throws an UnknownNameError that lists those known. */
export const familyOf = ({family}: {readonly family: string}): ListedFamily =>
  known(
    {
      code: 'MODEL_FAMILY_UNKNOWN',
      kind: 'model family',
      file: 'src/models/families/index.ts',
      entries: families,
    },
    family,
  );

const [first, ...others] = Object.values(families).map(({spec}) => spec);

/** A specification of any family, with what its family asks for. */
export const AnyModelSpec = z
  .discriminatedUnion('family', [first, ...others], {
    error: `it must be a model family: ${Object.keys(families).join(', ')}`,
  })
  .pipe(ModelSpec);
