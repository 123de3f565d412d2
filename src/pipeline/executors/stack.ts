import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {readSourceMap, type Trace} from '../code/source-map.ts';

/** Translates the frames of a stack that stand in a bundle to the sources it was made of. */
export function originalStack(stack: string, bundle: string): string {
  const trace = loadMap(bundle);
  return stack.replace(/(file:\S+?\.mjs):(\d+):(\d+)/g, (frame, url: string, line, column) => {
    const place = fileURLToPath(url) === bundle ? trace?.(Number(line), Number(column)) : undefined;
    return place ? `${place.file}:${place.line}:${place.column}` : frame;
  });
}

/** The map beside the bundle; without it the frames stay as they are. */
function loadMap(bundle: string): Trace | undefined {
  try {
    return readSourceMap(readFileSync(`${bundle}.map`, 'utf8'));
  } catch {
    return undefined;
  }
}
