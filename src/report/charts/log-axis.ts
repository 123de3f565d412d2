import {powerOfTen} from '../format/number.ts';

/**
 * Scale and axis of a logarithmic quantity, labelled at the powers of ten (and at 2 and 5 times
 * these where the data span less than two of them, at every multiple where less than 0.4, at halves and
 * at tenths of these where less still).
 */
export function logAxis(values: readonly number[], title: string) {
  const some = values.filter((value) => value > 0);
  const positive = some.length === 0 ? [1, 10] : some;
  const low = Math.log10(Math.min(...positive));
  const high = Math.log10(Math.max(...positive));
  const span = high - low;
  const steps = stepsFor(span);
  const exponents = range(Math.floor(low), Math.ceil(high));
  const ticks = exponents.flatMap((exponent) => steps.map((step) => ({step, exponent})));
  const labels = ticks.map(({step, exponent}) => [tick(step, exponent), label(step, exponent)]);
  const pad = Math.max(0.06 * span, 0.01);
  return {
    scale: {type: 'log' as const, domain: [10 ** (low - pad), 10 ** (high + pad)], nice: false},
    title,
    axis: {
      values: ticks.map(({step, exponent}) => tick(step, exponent)),
      labelExpr: `(${JSON.stringify(Object.fromEntries(labels))})[datum.value]`,
    },
  };
}

/** Multiples of the powers of ten that are labelled where the data span so many of these. */
function stepsFor(span: number): readonly number[] {
  if (span < 0.06) return stepsOf(0.1);
  if (span < 0.15) return stepsOf(0.5);
  if (span < 0.4) return stepsOf(1);
  return span < 2 ? [1, 2, 5] : [1];
}

const stepsOf = (step: number): number[] =>
  Array.from({length: Math.round(9 / step)}, (_, index) => Number((1 + index * step).toFixed(1)));

// Number('5e-4') is the double nearest to 0.0005; 5 * 10 ** -4 is not.
const tick = (step: number, exponent: number): number => Number(`${step}e${exponent}`);

function label(step: number, exponent: number): string {
  if (exponent >= -2 && exponent <= 3) return String(tick(step, exponent));
  return step === 1 ? powerOfTen(exponent) : `${step}×${powerOfTen(exponent)}`;
}

const range = (from: number, to: number): number[] =>
  Array.from({length: to - from + 1}, (_, index) => from + index);
