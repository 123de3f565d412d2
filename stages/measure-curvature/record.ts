import {Curvature} from '../../src/curvature/record.ts';
import type {ProbeKind} from '../../src/study/observations.ts';

/** The Hessian at one snapshot of one run. */
export const curvature: ProbeKind<Curvature> = {kind: 'curvature', found: Curvature};
