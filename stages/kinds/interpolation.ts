import {z} from 'zod';
import {Interpolation} from '../../src/curvature/record.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** The line between snapshots of two runs, or why there is none. */
const Line = z.object({
  left: z.string().describe('the snapshot at α = 0: `final` where a run missed its target'),
  right: z.string().describe('the snapshot at α = 1'),
  found: Interpolation.nullable(),
  reason: z.string().describe('why nothing was found; empty when something was'),
});

export const interpolation = jsonArtifact('interpolation', Line);
