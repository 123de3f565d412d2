import {ExpectedError} from '../../system/expected-error.ts';

export type GraphErrorCode =
  | 'TRACE_READS_DATA'
  | 'TRACE_RANDOM'
  | 'TRACE_UNTRACKED'
  | 'TRACE_ASYNCHRONOUS'
  | 'TRACE_DTYPE'
  | 'GRAPH_REJECTED'
  | 'GRAPH_INPUT'
  | 'GRAPH_OUTPUT'
  | 'GRAPH_DISPOSED'
  | 'GRAPH_STATE';

const next: Readonly<Record<GraphErrorCode, string>> = {
  TRACE_READS_DATA: 'Keep to tensor operations, and return what you want to read.',
  TRACE_RANDOM: 'Give the random numbers, or a seed for `uniformFromSeed`, as an input.',
  TRACE_UNTRACKED: 'Use operations of tfjs that the backend has kernels for.',
  TRACE_ASYNCHRONOUS: 'Let the function return its tensors themselves.',
  TRACE_DTYPE: 'Cast it to float32, int32 or bool.',
  GRAPH_REJECTED: 'See what TensorFlow says; the graph was made of the operations of the function.',
  GRAPH_INPUT: 'Give what the graph was made for, or make another.',
  GRAPH_OUTPUT: 'Return an array of float32 tensors.',
  GRAPH_DISPOSED: 'Dispose of it after its last call.',
  GRAPH_STATE: 'Declare each state once, and update it at most once, with values of its shape.',
};

/** A function cannot become a graph, or a graph is called with what it was not made for. */
export class GraphError extends ExpectedError<GraphErrorCode> {
  override readonly name = 'GraphError';

  constructor(code: GraphErrorCode, message: string, received = '', cause?: unknown) {
    super({code, message, received, next: next[code]}, cause);
  }
}
