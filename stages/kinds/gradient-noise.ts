import {z} from 'zod';
import {GradientNoise} from '../../src/curvature/record.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** The gradient noise at one snapshot of one run, or why there is none. */
const NoiseProbe = z.object({
  snapshot: z
    .string()
    .describe('the snapshot that was probed: `final` where a run missed its target'),
  found: GradientNoise.nullable(),
  reason: z.string().describe('why nothing was found; empty when something was'),
});

export const gradientNoise = jsonArtifact('gradient-noise', NoiseProbe);
