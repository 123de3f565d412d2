/** The name of a cell, taken apart: `E6/arm=constant-small/seed=1`. */
export interface Cell {
  readonly experiment: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The replicate. */
  readonly seed: number;
}

/** Reads the name that `cellName` of src/paper/experiments gave. */
export function readCell(name: string): Cell {
  const [experiment = '', settings = '', seed = ''] = name.split('/');
  return {
    experiment,
    settings: Object.fromEntries(
      settings.split(',').map((setting): [string, string] => {
        const [name = '', value = ''] = setting.split('=');
        return [name, value];
      }),
    ),
    seed: Number(seed.replace('seed=', '')),
  };
}
