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

/** Learning rate and batch size of a run, from the name of its cell: `η=0.1, S=128`. */
export function settingsText(name: string): string {
  const {settings} = readCell(name);
  // Products such as 0.1·13/50 carry the rounding of float64 in their last digits.
  return `η=${Number(Number(settings['lr']).toPrecision(12))}, S=${settings['batch']}`;
}
