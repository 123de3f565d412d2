import {themedSvg} from './themed-svg.ts';

/**
 * A picture as it stands in the page: in the colours of the reader's theme, without what the page's style says anyway,
 * each shape of marks once.
 *
 * @param name unique in the page, for the ids of shapes
 */
export const pageSvg = (svg: string, name: string): string =>
  sharedShapes(
    themedSvg(svg)
      .replaceAll(/ class="[^"]*"/g, '')
      .replaceAll(/ font-family="[^"]*"/g, '')
      .replaceAll(/ xmlns="[^"]*"/g, ''),
    name,
  );

const placed = /<path transform="([^"]*)" d="([^"]{20,})"([^>]*)\/>/g;

/** Shapes that are drawn in several places stand once in the picture, and are used there. */
function sharedShapes(svg: string, name: string): string {
  const count = new Map<string, number>();
  for (const [, , shape = ''] of svg.matchAll(placed))
    count.set(shape, (count.get(shape) ?? 0) + 1);
  const shared = [...count].filter(([, times]) => times > 2).map(([shape]) => shape);
  if (shared.length === 0) return svg;
  const id = (shape: string) => `${name}-s${shared.indexOf(shape)}`;
  const shapes = shared.map((shape) => `<path id="${id(shape)}" d="${shape}"/>`).join('');
  return svg
    .replaceAll(placed, (path, transform: string, shape: string, rest: string) =>
      shared.includes(shape) ? `<use href="#${id(shape)}" transform="${transform}"${rest}/>` : path,
    )
    .replace(/^<svg[^>]*>/, (open) => `${open}<defs>${shapes}</defs>`);
}
