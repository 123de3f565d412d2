import type {TopLevelSpec} from 'vega-lite';

/** The specification with its side-by-side panels one below the other; undefined when it has none. */
export function stacked(spec: TopLevelSpec): TopLevelSpec | undefined {
  if ('hconcat' in spec) {
    const {hconcat, ...rest} = spec;
    return {...rest, vconcat: hconcat};
  }
  if ('columns' in spec && spec.columns !== 1) return {...spec, columns: 1};
  return undefined;
}
