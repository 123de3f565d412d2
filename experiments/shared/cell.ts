/** The name of a cell, taken apart. */
export interface Cell {
  readonly experiment: string;
  readonly settings: Readonly<Partial<Record<string, string>>>;
  /** The replicate. */
  readonly seed: number;
}

/** Reads the name of a run or a line: `E6/arm=constant-small/seed=1`, `E4a/seed=1`. */
export function readCell(name: string): Cell {
  const [experiment = '', ...rest] = name.split('/');
  const pairs = rest.flatMap((part) => part.split(',')).map(settingOf);
  const {seed, ...settings} = Object.fromEntries(pairs);
  return {experiment, settings, seed: Number(seed)};
}

function settingOf(text: string): [string, string] {
  const [name = '', value = ''] = text.split('=');
  return [name, value];
}
