import {z} from 'zod';
import {Plane} from '../../src/curvature/record.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** A plane through one snapshot of one run, or why there is none. */
const PlaneProbe = z.object({
  snapshot: z
    .string()
    .describe('the snapshot in the middle: `final` where a run missed its target'),
  found: Plane.nullable(),
  reason: z.string().describe('why nothing was found; empty when something was'),
});

export const plane = jsonArtifact('plane', PlaneProbe);
