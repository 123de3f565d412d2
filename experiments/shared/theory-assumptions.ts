/** What several claims of the theory assume, in words. */
export const twoBasinsLoss =
  'The loss is the soft minimum of two quadratic bowls, a sharp deep and a wide shallow one, on a line and in a plane [ours]; the slides draw such a loss without giving it.';
export const finiteData =
  'SGD draws minibatches from a finite set of examples with losses L(θ) + ξ_i·θ, so that the covariance of the noise is exactly C = σ²I [ours].';
