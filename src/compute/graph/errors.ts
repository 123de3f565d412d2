export type GraphErrorCode =
  | 'trace-reads-data'
  | 'trace-random'
  | 'trace-untracked'
  | 'trace-asynchronous'
  | 'trace-dtype'
  | 'graph-rejected'
  | 'graph-input'
  | 'graph-output'
  | 'graph-disposed'
  | 'graph-state';

/** A function cannot become a graph, or a graph is called with what it was not made for. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: GraphErrorCode;

  constructor(code: GraphErrorCode, message: string, cause?: unknown) {
    super(message, {cause});
    this.code = code;
  }
}
