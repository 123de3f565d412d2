import {z} from 'zod';

const Estimated = z.object({
  value: z.number(),
  standardError: z.number().describe('one standard error of the random probes, same unit'),
});

export const RitzValue = z.object({
  value: z.number(),
  residual: z.number().describe('some eigenvalue lies within this distance'),
  converged: z.boolean(),
});

const Invariants = z.object({
  trace: Estimated.describe('Tr H'),
  frobenius: Estimated.describe('‖H‖_F'),
  probes: z.int().describe('random products used [products]'),
});

/** The Hessian of the train loss at one snapshot: ends of the spectrum, invariants, and their errors. */
export const Curvature = z.object({
  loss: z.number().describe('mean cross-entropy on the probed images [nat]'),
  gradientNorm: z.number().describe('‖∇L‖ there'),
  weightNorm: z.number().describe('‖θ‖; the weights of BN nets are scale-invariant'),
  dimension: z.int().describe('D, parameters'),
  images: z.int().describe('probed training images [images]'),
  extremes: z
    .object({
      largest: z.array(RitzValue).min(1).describe('descending'),
      smallest: z.array(RitzValue).describe('ascending; negative ones are directions of descent'),
      iterations: z.int().describe('Lanczos products [products]'),
      converged: z.boolean(),
    })
    .describe('ends of the spectrum'),
  invariants: Invariants,
  rescaled: z
    .object({
      lambdaMax: RitzValue,
      iterations: z.int(),
      frobenius: Estimated.nullable().describe('‖SHS‖_F; null: not asked for'),
    })
    .describe(
      'the Hessian with every filter in units of its norm, SHS: invariant under rescaling of filters',
    ),
  training: z
    .object({
      lambdaMax: RitzValue,
      iterations: z.int().describe('Lanczos products [products]'),
      batchSize: z.int().describe('images of one estimate of the batch-norm statistics [images]'),
    })
    .nullable()
    .describe(
      'λ_max with batch norm in training mode, as SGD feels it; null: not asked for, or no batch norm',
    ),
  finiteDifference: z
    .object({
      frobenius: Estimated.describe('the paper’s estimator: √(mean‖Hv‖²), v ~ N(0, I)'),
      exact: Estimated.describe('the same probes with exact products'),
      disagreement: z.number().describe('mean of ‖Hv − FD(v)‖/‖Hv‖ over the probes [1]'),
      step: z.number().describe('ε·‖v‖: how far the weights were moved'),
      probes: z.int(),
    })
    .nullable()
    .describe('the paper’s finite differences beside the exact product; null: not asked for'),
  density: z
    .object({nodes: z.array(z.number()), weights: z.array(z.number())})
    .nullable()
    .describe('spectral density, stochastic Lanczos quadrature; null: not asked for'),
});
export type Curvature = z.output<typeof Curvature>;

/** The covariance C of per-example gradients at one snapshot: the third factor. */
export const GradientNoise = z.object({
  images: z.int().describe('examples of either of two disjoint sets [images]'),
  dimension: z.int().describe('D, parameters'),
  gradientNorm: z.number().describe('‖ḡ‖ over the first set'),
  invariants: Invariants.describe(
    'Tr C = σ² summed over parameters, and ‖C‖_F, over the first set',
  ),
  largest: z.array(RitzValue).min(1).describe('top eigenvalues of C, first set, descending'),
  isotropy: z
    .number()
    .describe('Tr C₁·Tr C₂/(D·Tr C₁C₂) of the two sets, at most 1: 1 for C = σ²I'),
  alignment: Estimated.describe(
    'Tr(H₂C₁)/(‖H₂‖_F·‖C₁‖_F): the cosine between C of the first set and H of the second',
  ),
  gaussianity: z
    .array(
      z.object({
        batchSize: z.int().describe('S [images]'),
        distance: z
          .number()
          .describe(
            'Kolmogorov distance of minibatch gradients from a Gaussian, mean over directions',
          ),
        nullMean: z.number().describe('the same for exactly Gaussian noise, in the mean'),
        excessKurtosis: z.number().describe('mean over directions; the limit theorem gives κ/S'),
      }),
    )
    .describe(
      'along the leading eigenvectors of C of the first set, over the examples of the second',
    ),
});
export type GradientNoise = z.output<typeof GradientNoise>;

const Curve = z.array(z.number().nullable()).describe('point by point; null where not finite');
const SetCurves = z.object({loss: Curve, accuracy: Curve});

const End = z.object({
  loss: z.number().nullable(),
  width: z.number().nullable().describe('α-range around the end with train loss ≤ loss + δ'),
  open: z.boolean().describe('the range reaches the edge of the grid: the true width is larger'),
  curvature: z
    .number()
    .nullable()
    .describe('d²L/dα² at the end, of the parabola fitted to the range within δ'),
});

/** Loss and accuracy along (1 − α)·θ₁ + α·θ₂. */
export const Interpolation = z.object({
  alpha: z.array(z.number()),
  distance: z
    .number()
    .describe('‖θ₂ − θ₁‖; d²L/dα² over its square is the curvature per unit length'),
  delta: z.number().describe('δ of the widths [nat]'),
  images: z.int().describe('images of each split [images]'),
  train: SetCurves.describe('batch-norm statistics re-estimated at every α'),
  validation: SetCurves.describe('batch-norm statistics re-estimated at every α'),
  interpolatedStatistics: z
    .object({train: SetCurves, validation: SetCurves})
    .describe('the variant with (1 − α)·statistics₁ + α·statistics₂'),
  left: End,
  right: End,
});
export type Interpolation = z.output<typeof Interpolation>;

/** Loss and accuracy on a plane through one checkpoint, along two filter-normalised random directions. */
export const Plane = z.object({
  axis: z
    .array(z.number())
    .describe(
      'coordinates along either direction, ascending; 1 moves every filter by its own norm',
    ),
  lengths: z.tuple([z.number(), z.number()]).describe('‖d₁‖ and ‖d₂‖'),
  images: z.int().describe('images of each split [images]'),
  train: SetCurves.describe(
    'row after row of the plane (d₁ fastest); batch-norm statistics re-estimated at every point',
  ),
  validation: SetCurves.describe('likewise'),
});
export type Plane = z.output<typeof Plane>;
