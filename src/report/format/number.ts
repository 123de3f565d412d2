const superscripts = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** 10 to an integer power, as text: `10⁻³`. */
export function powerOfTen(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]);
  return `10${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** A number for a reader: `digits` significant digits, a true minus sign, powers of ten where they help. */
export function formatNumber(value: number | null, digits = 3): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -3 || exponent > 5) return formatScientific(value, digits);
  const decimals = Math.max(0, digits - 1 - exponent);
  return minus(group(trimZeros(value.toFixed(decimals))));
}

/** `2.5×10⁻⁴`, or `10⁻³` where the mantissa is one. */
export function formatScientific(value: number, digits = 3): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  const power = powerOfTen(Number(exponent));
  return minus(`${trimZeros(mantissa)}×${power}`.replace(/^(-?)1×/, '$1'));
}

/**
 * An estimate with the decimals of its interval: `−0.83 [−0.91, −0.70]` keeps its zeros, and together.
 * What is small throughout has a power of ten in common: `(0.2 [−0.9, 1.4])×10⁻¹⁶`.
 */
export function formatInterval(value: number, interval: readonly [number, number]): string {
  const largest = Math.max(...[value, ...interval].map(Math.abs));
  if (largest > 0 && largest < 1e-3) {
    const exponent = Math.floor(Math.log10(largest));
    const [mantissa, low, high] = [value, ...interval].map((each) => each / 10 ** exponent);
    return `(${formatInterval(mantissa, [low, high])})×${powerOfTen(exponent)}`;
  }
  const width = Math.abs(interval[1] - interval[0]);
  const scale = width > 0 ? width : Math.abs(value);
  const decimals = scale > 0 ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(scale)))) : 0;
  const show = (number: number) => minus(group(number.toFixed(decimals)));
  return `${show(value)}\u00a0[${show(interval[0])},\u00a0${show(interval[1])}]`;
}

/** A probability of a test: `p = 0.03`, `p < 0.001`. */
export function formatP(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(2)}`;
}

const trimZeros = (text: string): string =>
  text.includes('.') ? text.replace(/\.?0+$/, '') : text;
const minus = (text: string): string => text.replace('-', '−');

/** Thin spaces between thousands, from five digits on. */
function group(text: string): string {
  return /^-?\d{5}/.test(text) ? text.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, '\u202f') : text;
}
