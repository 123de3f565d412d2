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
