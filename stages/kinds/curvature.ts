import {z} from 'zod';
import {Curvature} from '../../src/curvature/record.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** The Hessian at one snapshot of one run, or why there is none. */
const CurvatureProbe = z.object({
  snapshot: z
    .string()
    .describe('the snapshot that was probed: `final` where a run missed its target'),
  found: Curvature.nullable(),
  reason: z.string().describe('why nothing was found; empty when something was'),
});

export const curvature = jsonArtifact('curvature', CurvatureProbe);
