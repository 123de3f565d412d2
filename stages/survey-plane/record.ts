import {Plane} from '../../src/curvature/record.ts';
import type {ProbeKind} from '../../src/study/observations.ts';

/** A plane through one snapshot of one run. */
export const plane: ProbeKind<Plane> = {kind: 'plane', found: Plane};
