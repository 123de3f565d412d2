import type {TopLevelSpec} from 'vega-lite';

/**
 * The panels of a specification, each a specification of its own: drawn apart they stand side by side or one below
 * the other, as the screen is wide. A figure that is one panel is its own.
 */
export function panelsOf(spec: TopLevelSpec): readonly TopLevelSpec[] {
  if (!('concat' in spec)) return [spec];
  return spec.concat.map((panel) => {
    if (!('layer' in panel)) throw new Error('A panel is a chart of src/report/charts.');
    const {data, ...chart} = panel;
    return data ? {...chart, data} : chart;
  });
}
