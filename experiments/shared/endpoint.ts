import {z} from 'zod';
import type {ObservedRun} from '../../src/study/observations.ts';

const Rates = z.object({learningRate: z.number(), batchSize: z.number()});

/** How tables and captions name the endpoint of a run: `η=0.1, S=128`. */
export function endpointName({settings}: Pick<ObservedRun, 'settings'>): string {
  const {learningRate, batchSize} = Rates.parse(settings);
  // Products such as 0.1·13/50 carry the rounding of float64 in their last digits.
  return `η=${Number(learningRate.toPrecision(12))}, S=${batchSize}`;
}
