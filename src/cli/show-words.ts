/** The words of `--show`. */
export const showWords = {
  one: (count: number) => ({
    code: 'NODE_UNCLEAR',
    message: `This names ${count} nodes, and one is shown.`,
    next: 'Name one; --list --target NAME lists them.',
  }),
  labels: {
    state: 'state',
    key: 'key',
    seed: 'seed',
    parameters: 'parameters',
    inputs: 'inputs',
    outputs: 'outputs',
    made: 'made in',
    again: 'make again',
  },
  state: (isCurrent: boolean, isThere: boolean) =>
    isCurrent
      ? 'is there, as it would be made now'
      : isThere
        ? 'would be made anew (--explain tells why); this is the last result'
        : 'was not made yet',
  tree: (files: number) => `${files} files`,
} as const;
