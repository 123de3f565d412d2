import type {TopLevelSpec} from 'vega-lite';
import type {Figure} from './figure.ts';
import {vegaConfig} from './look/vega-config.ts';

const schema = 'https://vega.github.io/schema/vega-lite/v6.json';

/** The specification of a figure as a file of its own: any viewer of Vega-Lite draws it as it stands in the report. */
export function vegaFile({title, alt, spec}: Figure): TopLevelSpec & {readonly $schema: string} {
  const told = {$schema: schema, title: inLines(title), description: alt, config: vegaConfig};
  if ('concat' in spec) return {...told, ...spec};
  const {continuousWidth: width, continuousHeight: height} = vegaConfig.view;
  return {...told, width, height, ...spec};
}

/** Characters in a line of a title: Vega breaks none by itself. */
const LINE = 60;

const inLines = (title: string): string[] =>
  title.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + word.length >= LINE
      ? [...lines, word]
      : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
