import {type ColourName, palette} from '../look/palette.ts';

const names: ReadonlyMap<string, string> = new Map(
  Object.entries(palette).map(([name, {light}]) => [light, name]),
);

/** The SVG with the report's colours as CSS variables, to stand inside the page. */
export function themedSvg(svg: string): string {
  return svg.replace(/"(#[0-9a-f]{6})"/g, (attribute, hex: string) => {
    const name = names.get(hex);
    return name === undefined ? attribute : `"var(--${name})"`;
  });
}

/** The SVG as a file of its own: titled, described, on the light paper. */
export function standaloneSvg(svg: string, title: string, description: string): string {
  const paper: ColourName = 'paper';
  const head = `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`;
  const ground = `<rect width="100%" height="100%" fill="${palette[paper].light}"/>`;
  return `${svg.replace(/^<svg[^>]*>/, (open) => `${open}${head}${ground}`)}\n`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
