import temml from 'temml';

/** TeX as presentation MathML, without styles or classes of its own (the CSP allows none). */
export function math(tex: string, display = false): string {
  return temml
    .renderToString(tex, {displayMode: display, throwOnError: true})
    .replace(/ (?:style|class)="[^"]*"/g, '');
}
