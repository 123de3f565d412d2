/**
 * The report's one set of colours. Figures are drawn in the light colours; in the page each becomes
 * the CSS variable of its name, so that a figure follows the reader's light, dark or print setting.
 * Contrast on the paper: text ≥ 4.5, marks ≥ 3 (WCAG AA), in both themes.
 */
interface Colour {
  readonly light: string;
  readonly dark: string;
}

export const palette = {
  paper: {light: '#fcfbf8', dark: '#17171a'},
  raised: {light: '#f4f2ec', dark: '#202024'},
  ink: {light: '#1d1c1a', dark: '#eae7e0'},
  muted: {light: '#5d5a53', dark: '#aba69c'},
  line: {light: '#d8d4ca', dark: '#3b3a3f'},
  grid: {light: '#e9e6de', dark: '#2a2a2f'},
  link: {light: '#1c4f82', dark: '#8cb8ea'},

  supported: {light: '#0a6b4d', dark: '#5fcba0'},
  contradicted: {light: '#ad2519', dark: '#ff8f80'},
  inconclusive: {light: '#7d5300', dark: '#e3b455'},
  notRun: {light: '#62605c', dark: '#a3a09a'},

  // Series, told apart by every common kind of colour vision (after Okabe and Ito, darkened).
  series1: {light: '#0068a8', dark: '#5cb3ea'},
  series2: {light: '#c04a06', dark: '#ff9256'},
  series3: {light: '#00765a', dark: '#42cca4'},
  series4: {light: '#9c4a86', dark: '#e8a0cb'},
  series5: {light: '#6f6a00', dark: '#ddd063'},
  series6: {light: '#4b4a48', dark: '#c6c2ba'},

  // Noise n, low to high: redder is higher.
  noise1: {light: '#2f608f', dark: '#7db0e2'},
  noise2: {light: '#566399', dark: '#98a8df'},
  noise3: {light: '#776395', dark: '#b4a0d3'},
  noise4: {light: '#945d86', dark: '#cd97be'},
  noise5: {light: '#ab526e', dark: '#e28da1'},
  noise6: {light: '#bc434f', dark: '#f08183'},
  noise7: {light: '#c42c2c', dark: '#fb7362'},

  // Density, low to high: away from the paper.
  density1: {light: '#f0eef3', dark: '#232530'},
  density2: {light: '#dbdce9', dark: '#2b3246'},
  density3: {light: '#bfc8de', dark: '#344360'},
  density4: {light: '#9db2d2', dark: '#3f577d'},
  density5: {light: '#7899c2', dark: '#4d6f9c'},
  density6: {light: '#547faf', dark: '#618ab9'},
  density7: {light: '#386597', dark: '#80a8d2'},
  density8: {light: '#264b77', dark: '#a8c8e6'},
  density9: {light: '#183355', dark: '#d6e7f6'},
} as const satisfies Readonly<Record<string, Colour>>;

export type ColourName = keyof typeof palette;

/** The light colour of a name: what specifications and stand-alone SVG files carry. */
export const colour = (name: ColourName): string => palette[name].light;

/** Colours of series in a fixed order; use a shape, dash or label beside them. */
export const seriesColours = [
  colour('series1'),
  colour('series2'),
  colour('series3'),
  colour('series4'),
  colour('series5'),
  colour('series6'),
] as const;

/** Steps of the density scale, low to high; for a `quantize` colour range. */
export const densityColours = [
  colour('density1'),
  colour('density2'),
  colour('density3'),
  colour('density4'),
  colour('density5'),
  colour('density6'),
  colour('density7'),
  colour('density8'),
  colour('density9'),
] as const;

const variables = (theme: keyof Colour): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value[theme]};`)
    .join('');

/** The colours as CSS: light by default and on paper, dark where the reader's system asks for it. */
export const paletteCss =
  `:root{color-scheme:light dark;${variables('light')}}` +
  `@media screen and (prefers-color-scheme:dark){:root{${variables('dark')}}}`;
