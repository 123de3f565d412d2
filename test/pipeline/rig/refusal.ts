import {PipelineError} from '../../../src/pipeline/errors.ts';

/** The error that `act` throws, with its parts. */
export function refusal(act: () => unknown): PipelineError {
  try {
    act();
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
