import {PipelineError} from './errors.ts';

/** Makes a thing the first time it is asked for by a name, and hands out the same one afterwards. */
export function once<Key, Made>(
  nameOf: (key: Key) => string,
  make: (key: Key, name: string) => Made,
): (key: Key) => Made {
  const made = new Map<string, Made>();
  return (key) => {
    const name = nameOf(key);
    const found = made.get(name) ?? make(key, name);
    made.set(name, found);
    return found;
  };
}

/**
 * The same, for things that a name tells apart and that must be alike when their names are.
 *
 * @param contentOf what must be equal under one name; JSON
 * @throws PipelineError (`NODE_DUPLICATE`) when two of one name differ
 */
export function onceAlike<Key, Made>(
  nameOf: (key: Key) => string,
  contentOf: (key: Key) => unknown,
  make: (key: Key, name: string) => Made,
): (key: Key) => Made {
  const contents = new Map<string, string>();
  const made = once(nameOf, make);
  return (key) => {
    const name = nameOf(key);
    const content = JSON.stringify(contentOf(key));
    const first = contents.get(name) ?? content;
    contents.set(name, first);
    if (first === content) return made(key);
    throw new PipelineError({
      code: 'NODE_DUPLICATE',
      cell: name,
      received: content,
      message: `two cells of this name are not alike; the first was ${first}`,
      next: 'Give each a name of its own.',
    });
  };
}
