import {colour} from './palette.ts';

const steps = [
  colour('noise1'),
  colour('noise2'),
  colour('noise3'),
  colour('noise4'),
  colour('noise5'),
  colour('noise6'),
  colour('noise7'),
] as const;

/**
 * Scale of the noise n = η/S: redder is higher. Gives each level its colour, by its place
 * on a logarithmic axis between the smallest and the largest level.
 */
export function noiseScale(noises: readonly number[]): {
  readonly domain: number[];
  readonly range: string[];
} {
  const domain = [...new Set(noises.map(noiseLevel))].sort((a, b) => a - b);
  const low = Math.log(domain.at(0) ?? 1);
  const span = Math.log(domain.at(-1) ?? 1) - low;
  const place = (noise: number) => (span === 0 ? 1 : (Math.log(noise) - low) / span);
  const step = (noise: number) => Math.round(place(noise) * (steps.length - 1));
  return {domain, range: domain.map((noise) => steps[step(noise)] ?? steps[0])};
}

/** n without the last digits, so that 0.02/200 and 0.01/100 are one level. */
export const noiseLevel = (noise: number): number => Number(noise.toPrecision(12));
