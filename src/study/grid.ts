/** A grid: every combination of the values of every axis, the last axis fastest. */
export function grid<Axes extends Readonly<Record<string, readonly unknown[]>>>(
  axes: Axes,
): {readonly [Axis in keyof Axes]: Axes[Axis][number]}[];
export function grid(axes: Readonly<Record<string, readonly unknown[]>>): object[] {
  return Object.entries(axes).reduce<object[]>(
    (points, [axis, values]) =>
      points.flatMap((point) => values.map((value) => ({...point, [axis]: value}))),
    [{}],
  );
}

/** Replicates 1 … count. */
export const replicates = (count: number): number[] =>
  Array.from({length: count}, (_, index) => index + 1);

/** The label of a cell: its settings as a person reads them, then its replicate. */
export const cellName = (
  experiment: string,
  settings: Readonly<Record<string, string | number>>,
  replicate: number,
): string =>
  `${experiment}/${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}/seed=${replicate}`;
