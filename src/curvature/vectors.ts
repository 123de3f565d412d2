import type {RandomStream} from '../compute/random.ts';

/** Inner product, accumulated in float64 (four partial sums: twice as fast, and smaller rounding). */
export function dot(a: Float32Array, b: Float32Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = a.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (let i = whole; i < a.length; i++) s0 += a[i] * b[i];
  return s0 + s1 + (s2 + s3);
}

export const norm = (a: Float32Array): number => Math.sqrt(dot(a, a));

/** y ← y + factor·x. */
export function addScaled(y: Float32Array, factor: number, x: Float32Array): void {
  for (let i = 0; i < y.length; i++) y[i] += factor * x[i];
}

/** y ← factor·y. */
export function scale(y: Float32Array, factor: number): void {
  for (let i = 0; i < y.length; i++) y[i] *= factor;
}

/**
 * Makes `v` orthogonal to the orthonormal `basis` by Gram–Schmidt. A second pass runs when the first
 * removed most of `v`, since then its rounding errors count: "twice is enough" (Kahan; Parlett 1998, §6.9).
 */
export function orthogonalize(v: Float32Array, basis: readonly Float32Array[]): void {
  let before = norm(v);
  for (let pass = 0; pass < 2; pass++) {
    for (const q of basis) addScaled(v, -dot(q, v), q);
    const after = norm(v);
    if (after > 0.7 * before) return;
    before = after;
  }
}

/** Independent signs ±1: of all probes with E[vvᵀ] = I, the ones that give a trace the least variance. */
export function rademacher(length: number, stream: RandomStream): Float32Array {
  const v = new Float32Array(length);
  for (let start = 0; start < length; start += 32) {
    const bits = stream.int32();
    const end = Math.min(start + 32, length);
    for (let i = start; i < end; i++) v[i] = (bits >>> (i - start)) & 1 ? 1 : -1;
  }
  return v;
}

/** Independent standard normals. */
export const gaussian = (length: number, stream: RandomStream): Float32Array =>
  Float32Array.from({length}, () => stream.normal());
