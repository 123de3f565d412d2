import {parse, View} from 'vega';
import {compile, type TopLevelSpec} from 'vega-lite';
import {vegaConfig} from '../look/vega-config.ts';
import {useEstimatedTextWidth} from './text-width.ts';
import {tidySvg} from './tidy-svg.ts';

/**
 * Draws a Vega-Lite specification in the report's look.
 * @returns an SVG document in the light colours, the same bytes on every machine.
 */
export async function draw(spec: TopLevelSpec): Promise<string> {
  useEstimatedTextWidth();
  const vegaSpec = compile(spec, {config: vegaConfig}).spec;
  const view = new View(parse(vegaSpec), {renderer: 'none'});
  try {
    return tidySvg(await view.toSVG());
  } finally {
    view.finalize();
  }
}
