/**
 * Makes Vega's SVG small and steady: decimals are cut to a hundredth of a pixel (the last digits of
 * logarithms differ between machines), and what cannot be seen is left out. The accessible text of a
 * mark becomes `data-tip`; the figure as a whole is one image to a screen reader, with the data in a
 * table below it.
 */
export function tidySvg(svg: string): string {
  return svg
    .replace(/<path class="(?:background|foreground)"[^>]*d="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, '')
    .replace(/<text [^>]*opacity="0"[^>]*>[^<]*<\/text>/g, '')
    .replace(/<(?:line|path) [^>]*opacity="0"[^>]*\/>/g, '')
    .replace(/aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="([^"]*)"/g, tip)
    .replace(/ (?:role|aria-roledescription|aria-hidden|pointer-events)="[^"]*"/g, '')
    .replace(/ (?:stroke-miterlimit|version|xmlns:xlink)="[^"]*"/g, '')
    .replace(/ opacity="1"/g, '')
    .replace(/ class="marks"/, '')
    .replace(geometry, (attribute) => attribute.replace(decimal, shortNumber))
    .replace(/ {2,}/g, ' ');
}

/** Axes and legends describe themselves too, but to no one: only marks of data carry a tip. */
const tip = (_: string, label: string, role: string): string =>
  role === 'axis' || role === 'legend' || role === 'title' ? '' : `data-tip="${label}"`;

const geometry =
  / (?:d|transform|x|y|x1|x2|y1|y2|r|width|height|viewBox|stroke-width|font-size)="[^"]*"/g;
const decimal = /-?\d+\.\d+(?:e-?\d+)?/g;
const shortNumber = (digits: string): string => String(Math.round(Number(digits) * 100) / 100);
