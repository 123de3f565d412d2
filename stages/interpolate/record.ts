import {Interpolation} from '../../src/curvature/record.ts';
import type {ProbeKind} from '../../src/study/observations.ts';

/** The line between snapshots of two runs. */
export const line: ProbeKind<Interpolation> = {kind: 'line', found: Interpolation};
