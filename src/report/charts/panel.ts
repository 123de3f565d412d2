import type {TopLevelSpec} from 'vega-lite';

/** A chart: a figure of its own, or one panel of several. */
export type Panel = Extract<TopLevelSpec, {readonly layer: unknown}>;

/** Titled panels, a title in one line or several, `columns` side by side; on a narrow screen they stand one below the other. */
export function panels(
  list: readonly {readonly title: string | string[]; readonly panel: Panel}[],
  columns = 2,
): TopLevelSpec {
  return {
    concat: list.map(({title, panel}) => ({...panel, title})),
    columns,
    spacing: 28,
  };
}
