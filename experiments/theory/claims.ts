import type {Claim} from '../../src/judging/claim.ts';

const loss =
  'The loss is the soft minimum of two quadratic bowls, a sharp deep and a wide shallow one, on a line and in a plane [ours]; the slides draw such a loss without giving it.';
const data =
  'SGD draws minibatches from a finite set of examples with losses L(θ) + ξ_i·θ, so that the covariance of the noise is exactly C = σ²I [ours].';

/** What the theory half of the talk states, each equation against a simulation or a solution of it. */
export const theoryClaims: readonly Claim[] = [
  {
    id: 'T1',
    title: 'SGD with isotropic noise ends in the Boltzmann–Gibbs distribution of n',
    slide: {
      heading: 'Boltzmann-Gibbs distribution',
      words: String.raw`$$P(\theta) = P_0 \exp \left( -\frac{2}{\sigma^2} \frac{1}{n} L(\theta) \right)$$`,
    },
    criteria: [
      {
        id: 'order',
        quantity:
          'power of η with which the Wasserstein distance to the Gibbs law falls at fixed n, smallest over n [1]',
        expect: 'above',
        bound: 0.5,
      },
      {
        id: 'limit',
        quantity:
          'Wasserstein distance to the Gibbs law at the smallest η, over its standard deviation, largest over n [1]',
        expect: 'below',
        bound: 0.1,
      },
      {
        id: 'temperature',
        quantity:
          'log of the temperature that positions show, taken to η = 0, over nσ²/2, at the n where it is furthest off [1]',
        expect: 'within',
        bound: 0.1,
      },
      {
        id: 'central-limit',
        quantity:
          'power of S with which the distance to the law of Gaussian noise falls when examples are skewed, at fixed nσ² and η [1]',
        expect: 'below',
        bound: -0.25,
      },
    ],
    rule: 'Student tests over independent replicates, at every n; the worst n counts. The sampling error alone gives a distance too (shown beside it), which can only make the first two harder to meet. The distance is theory’s to be proportional to η and to 1/√S.',
    assumptions: [
      loss,
      data,
      'At fixed n, η → 0 means S → 0: skewness then does not average out within a batch, but over time, and matters as the mean gradient over σ. It is therefore tested on its own, at fixed nσ² and η [ours].',
    ],
  },
  {
    id: 'T2',
    title: 'The Fokker–Planck equation comes to rest at the Gibbs law, without current',
    slide: {
      heading: 'Fokker-Planck Equation',
      words: String.raw`Endpoint of SGD: Equilibrium/Detailed Balance: $\mathbf{J} = 0$.`,
    },
    criteria: [
      {
        id: 'gibbs',
        quantity: 'log₁₀ of the total variation between the density at rest and the Gibbs law [1]',
        expect: 'below',
        bound: -6,
      },
      {
        id: 'current',
        quantity: 'log₁₀ of the largest current at rest over the largest at the start [1]',
        expect: 'below',
        bound: -6,
      },
      {
        id: 'order',
        quantity: 'order of convergence of the solution in the size of the cells [1]',
        expect: 'above',
        bound: 1.5,
      },
      {
        id: 'dynamics',
        quantity:
          'Wasserstein distance between SGD and the equation on the way, over the Gibbs deviation, largest over times [1]',
        expect: 'below',
        bound: 0.05,
      },
    ],
    rule: 'One random loss of three bowls and one random start a replicate, on a line and in a plane; Student tests over them, the worse dimension and the worst time count. Conservative finite volumes of order 2 that keep densities positive.',
    assumptions: ['The equation is solved in the time ηt, between reflecting walls [ours].', data],
  },
  {
    id: 'T3',
    title: 'Basins are occupied as depth and width trade off, and exchange rank at the predicted n',
    slide: {
      heading: String.raw`Probability ending in a region near $\theta_A$`,
      words: 'higher $n$ gives more priority to width and less priority to depth',
    },
    criteria: [
      {
        id: 'log-odds',
        quantity:
          'log-odds of the wide basin in simulation less those of the formula, where they differ most surely [1]',
        expect: 'within',
        bound: 0.3,
      },
      {
        id: 'crossing',
        quantity:
          'log of the n of equal odds found over the n predicted, worse of line and plane [1]',
        expect: 'within',
        bound: 0.25,
      },
      {
        id: 'trade-off',
        quantity:
          'slope of the log-odds of the wide basin over log n, smaller of line and plane [1]',
        expect: 'above',
        bound: 0,
      },
      {
        id: 'escape',
        quantity:
          'log of the rate of escape measured over that of the Fokker–Planck equation, where they differ most surely [1]',
        expect: 'within',
        bound: 0.25,
      },
      {
        id: 'kramers',
        quantity:
          'log of the rate of escape measured over that of Eyring and Kramers, on a line through T taken to T = 0 [1]',
        expect: 'within',
        bound: 0.5,
      },
    ],
    rule: 'Student tests over replicates, two one-sided where a margin is given, at every n, basin and dimension; the worst counts. Kramers’ law is an asymptote for T → 0, so it is met by extrapolation; the margin is wide because the extrapolation is.',
    assumptions: [
      loss,
      data,
      'Rates are not in the slides; they say how long an endpoint lasts [ours].',
    ],
  },
  {
    id: 'T4',
    title:
      'Rescaling η and S together leaves the endpoint as it is, until discretisation breaks it',
    slide: {
      heading: 'Take-Away Theory',
      words: String.raw`Invariance under simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`,
    },
    criteria: [
      {
        id: 'invariant',
        quantity:
          'log of the stationary variance at c = 4 over that at c = 1, worst of three cases [1]',
        expect: 'within',
        bound: 0.1,
      },
      {
        id: 'basins',
        quantity:
          'Wasserstein distance to the common Gibbs law of two basins at c = 4, over its deviation [1]',
        expect: 'below',
        bound: 0.1,
      },
      {
        id: 'breakdown',
        quantity:
          'log of the c at which the variance has moved by a tenth over the c predicted, worst case [1]',
        expect: 'within',
        bound: 0.4,
      },
      {
        id: 'control',
        quantity: 'log of the variance ratio under the control η → √c·η, S → cS at c = 4 [1]',
        expect: 'below',
        bound: -0.3,
      },
    ],
    rule: 'Student tests over replicates. Predictions: exact discrete covariance 1/(1 − ηλ/2), and (N − S)/(N − 1) for batches without replacement. A breakdown is where the variance leaves ±10%; the small training set must break earlier than the large one at the same curvature.',
    paper:
      'VGG-11: the endpoint breaks down for large β, earlier for the smaller train set [SL]; rescaling by √c fits worse (arXiv version)',
    assumptions: [loss, data],
  },
  {
    id: 'T5',
    title: 'The ratio of basin probabilities does not depend on the parametrization',
    slide: {
      heading: 'Ratio of Probabilities',
      words: 'This ratio is invariant to reparametrization',
    },
    criteria: [
      {
        id: 'formula',
        quantity: 'change of log(p_A/p_B) by the formula under random linear maps [1]',
        expect: 'within',
        bound: 1e-6,
      },
      {
        id: 'simulated',
        quantity: 'change of the simulated log-odds under random linear maps [1]',
        expect: 'within',
        bound: 0.25,
      },
    ],
    rule: 'One random linear map a replicate; two one-sided Student tests over them.',
    assumptions: [
      loss,
      'SGD in the new coordinates has isotropic noise of the same σ² there; the noise that the old coordinates imply breaks the invariance, and is shown [ours].',
      'Linear maps of non-degenerate minima only: a bent coordinate changes the formula, and is shown [ours].',
    ],
  },
  {
    id: 'T6',
    title: 'Rescaled copies of a minimum differ in sharpness; gradient descent samples only one',
    slide: {
      heading: 'Gradient Descent and Reparametrization',
      words: 'Gradient Descent only samples one of the equivalent reparametrizations',
    },
    criteria: [
      {
        id: 'hessian',
        quantity:
          'log₁₀ of the relative error of H′ = DHD and of λ_max = a² + a⁻², H by differences of the loss [1]',
        expect: 'below',
        bound: -6,
      },
      {
        id: 'function',
        quantity: 'log₁₀ of the change of the loss under (w₁, w₂) ↦ (αw₁, w₂/α) [1]',
        expect: 'below',
        bound: -9,
      },
      {
        id: 'conserved',
        quantity:
          'power of η with which the drift of w₁² − w₂² along gradient descent vanishes [1]',
        expect: 'above',
        bound: 0.5,
      },
      {
        id: 'member',
        quantity:
          'log of the end a of gradient descent over the a that conservation of w₁² − w₂² predicts [1]',
        expect: 'within',
        bound: 0.01,
      },
    ],
    rule: 'One random start, point and α a replicate; Student tests over them.',
    assumptions: [
      'L = ½(w₁w₂ − 1)², the smallest network with the symmetry of Dinh et al. [ours].',
    ],
  },
  {
    id: 'T7',
    title: 'Where noise is not isotropic the Gibbs form fails, by what the Lyapunov equation says',
    slide: {heading: 'Discussion', words: 'Isotropic variance'},
    criteria: [
      {
        id: 'lyapunov',
        quantity:
          'relative error of the exact stationary covariance against simulation, worst of nine cases [1]',
        expect: 'below',
        bound: 0.05,
      },
      {
        id: 'gibbs-fails',
        quantity: 'relative error of the Gibbs covariance where C ≠ σ²I, smallest over η [1]',
        expect: 'above',
        bound: 0.2,
      },
      {
        id: 'size',
        quantity:
          'log of that error measured over the error that the Lyapunov equation predicts [1]',
        expect: 'within',
        bound: 0.1,
      },
      {
        id: 'basins',
        quantity:
          'log-odds of two basins under anisotropic noise, SGD less the Fokker–Planck equation [1]',
        expect: 'within',
        bound: 0.1,
      },
    ],
    rule: 'Student tests over replicates, each with data of its own; the worst case counts: isotropic and anisotropic noise at several η, momentum, batches without replacement, reshuffled epochs, and a regression whose noise grows with the distance to the fit.',
    assumptions: [
      'The talk names isotropic variance as an assumption to discuss; what fails without it is derived here [ours].',
    ],
  },
];
