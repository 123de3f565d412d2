import {GradientNoise} from '../../src/curvature/record.ts';
import type {ProbeKind} from '../../src/study/observations.ts';

/** The gradient noise at one snapshot of one run. */
export const noise: ProbeKind<GradientNoise> = {kind: 'noise', found: GradientNoise};
