import {powerOfTen} from '../format/number.ts';

/** A reader takes a scale from three labels; two do not tell that it is logarithmic. */
const FEWEST_TICKS = 3;

/**
 * Scale and axis of a logarithmic quantity, with room around the data so that no mark stands on an axis or a
 * label. Labelled at the powers of ten, or at the coarsest multiples of them of which at least three are in sight.
 */
export function logAxis(values: readonly number[], title: string | string[]) {
  const some = values.filter((value) => value > 0);
  const positive = some.length === 0 ? [1, 10] : some;
  const low = Math.log10(Math.min(...positive));
  const high = Math.log10(Math.max(...positive));
  const pad = Math.max(0.06 * (high - low), 0.02);
  const domain: [number, number] = [10 ** (low - pad), 10 ** (high + pad)];
  const ticks = ticksIn(domain);
  const labels = ticks.map(({step, exponent}) => [tick(step, exponent), label(step, exponent)]);
  return {
    scale: {type: 'log' as const, domain, nice: false},
    title,
    axis: {
      values: ticks.map(({step, exponent}) => tick(step, exponent)),
      labelExpr: `(${JSON.stringify(Object.fromEntries(labels))})[datum.value]`,
    },
  };
}

interface Tick {
  /** Multiple of a power of ten, from 1 to below 10. */
  readonly step: number;
  readonly exponent: number;
}

/** The coarsest ticks of which there are enough between two values. */
function ticksIn([from, to]: readonly [number, number]): readonly Tick[] {
  const exponents = range(Math.floor(Math.log10(from)), Math.ceil(Math.log10(to)));
  const choices = steps.map((multiples) =>
    exponents
      .flatMap((exponent) => multiples.map((step) => ({step, exponent})))
      .filter(({step, exponent}) => from <= tick(step, exponent) && tick(step, exponent) <= to),
  );
  return choices.find(({length}) => length >= FEWEST_TICKS) ?? choices.at(-1) ?? [];
}

const multiplesOf = (step: number): number[] =>
  Array.from({length: Math.round(9 / step)}, (_, index) => Number((1 + index * step).toFixed(2)));

/** Multiples of the powers of ten, from coarse to fine. */
const steps: readonly (readonly number[])[] = [
  [1],
  [1, 2, 5],
  [1, 2, 3, 5],
  ...[1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01].map(multiplesOf),
];

// Number('5e-4') is the double nearest to 0.0005; 5 * 10 ** -4 is not.
const tick = (step: number, exponent: number): number => Number(`${step}e${exponent}`);

function label(step: number, exponent: number): string {
  // `0.002` is as short as `2×10⁻³`, and read faster.
  const isPlain = exponent >= (step === 1 ? -2 : -3) && exponent <= 3;
  if (isPlain) return String(tick(step, exponent));
  return step === 1 ? powerOfTen(exponent) : `${step}×${powerOfTen(exponent)}`;
}

const range = (from: number, to: number): number[] =>
  Array.from({length: to - from + 1}, (_, index) => from + index);
