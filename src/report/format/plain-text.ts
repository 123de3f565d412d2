const symbols: ReadonlyMap<string, string> = new Map([
  ['\\alpha', 'α'],
  ['\\beta', 'β'],
  ['\\eta', 'η'],
  ['\\mapsto', '↦'],
  ['\\sigma', 'σ'],
  ['\\theta', 'θ'],
  ['\\times', '×'],
]);

/** Text with `$TeX$` in it, for places that take no markup: `$\frac{\eta}{S}$` reads `η/S`. */
export function plainText(text: string): string {
  return text
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\[a-z]+/g, (command) => symbols.get(command) ?? '')
    .replace(/[${}]/g, '');
}
