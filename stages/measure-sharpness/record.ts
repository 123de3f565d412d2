import {z} from 'zod';
import {RitzValue} from '../../src/curvature/record.ts';
import type {ProbeKind} from '../../src/study/observations.ts';

const Sharpness = z.object({
  loss: z.number().describe('mean cross-entropy, batch norm in training mode [nat]'),
  lambdaMax: RitzValue.describe('largest eigenvalue of its Hessian'),
  iterations: z.int().describe('Lanczos products [products]'),
});
export type Sharpness = z.output<typeof Sharpness>;

/** λ_max of the loss with batch norm in training mode, at one snapshot of one run. */
export const sharpness: ProbeKind<Sharpness> = {kind: 'sharpness', found: Sharpness};
