import {z} from 'zod';
import {known} from '../../system/known.ts';
import {part, type Part} from '../../system/part.ts';
import type {BuildOptimiser} from '../optimiser.ts';
import type {OptimiserSpec} from '../plan.ts';

/** An optimiser as the index lists it. */
interface ListedOptimiser {
  readonly part: Part<BuildOptimiser>;
  /** What a plan may say of it beside its name and momentum; left out: nothing. */
  readonly settings?: z.ZodRawShape;
}

/** What a plan means that names none. */
const USUAL = 'sgd';

/** Every optimiser, by its name in plans. A training is given its own as a part. */
export const optimisers: Readonly<Record<string, ListedOptimiser>> = {
  sgd: {part: part(new URL('./sgd.ts', import.meta.url), () => import('./sgd.ts'))},
};

/** The optimiser of a plan; throws an UnknownNameError that lists those known. */
export const optimiserOf = ({
  optimiser,
}: {
  readonly optimiser?: Pick<OptimiserSpec, 'name'> | undefined;
}): ListedOptimiser =>
  known(
    {
      code: 'OPTIMISER_UNKNOWN',
      kind: 'optimiser',
      file: 'src/training/optimisers/index.ts',
      entries: optimisers,
    },
    optimiser?.name ?? USUAL,
  );

const [first, ...others] = Object.entries(optimisers).map(([name, {settings}]) =>
  z.strictObject({name: z.literal(name), ...settings}),
);

/** An optimiser that is listed, with settings that it knows. */
export const AnyOptimiser = z.discriminatedUnion('name', [first, ...others], {
  error: `it must be an optimiser: ${Object.keys(optimisers).join(', ')}`,
});
