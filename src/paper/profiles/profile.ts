import {z} from 'zod';

const count = (text: string) => z.int().positive().describe(text);
const real = (text: string) => z.number().positive().describe(text);
const list = (text: string) => z.array(z.number().positive()).min(1).describe(text);
const counts = (text: string) => z.array(z.int().positive()).min(1).describe(text);

const replicates = count('replicates: independent seeds of initialisation, order and noise [runs]');
const fixedReplicates = count('replicates whose Hessian is measured after fixed epochs too [runs]');
const trainSize = count('training images [images]');
const epochs = real('passes over the training set [epochs]');
const target = real('common train loss at which runs are compared [nat]');
const cap = real('epochs after which a run that missed the target stops as capped [epochs]');
const pairs = z
  .array(z.tuple([z.number().positive(), z.int().positive()]))
  .min(1)
  .describe('pairs of learning rate η and batch size S');
const widthMultiplier = real('factor on the channels of the published model [1]');

/**
 * The numbers of one profile: how large each experiment is. The same code and the same claims run in
 * every profile; the report prints each number beside the paper's wherever they differ.
 */
export const Profile = z.object({
  name: z.enum(['quick', 'standard', 'paper']).describe('name of the profile'),
  extent: z.enum(['sample', 'full']).describe('which images: the embedded sample or the whole set'),
  cifarAveraging: count('pixels of either side that are averaged into one, in CIFAR-10 [pixels]'),
  curvature: z
    .object({
      images: count('training images on which the Hessian is measured [images]'),
      batchSize: count('images of one pass of a probe; does not change the mean [images]'),
      precision: real('relative standard error of ‖H‖_F at which probing stops [1]'),
      maxProbes: count('the most random probes [products]'),
    })
    .describe('Hessian probes'),
  noise: z
    .object({images: count('training images whose gradients are compared [images]')})
    .describe('gradient-noise probes'),
  interpolation: z
    .object({
      points: count('points of α in [−1, 2] [points]'),
      images: count('images per split at every α [images]'),
      batchSize: count('images of one estimate of the batch-norm statistics [images]'),
      delta: real('δ: the width of an end reaches to where its train loss has risen by this [nat]'),
    })
    .describe('lines between two checkpoints'),
  plane: z
    .object({
      reach: real('largest coordinate; 1 moves every filter by its own norm [1]'),
      points: count('points of either axis [points]'),
      images: count('images per split at every point [images]'),
      batchSize: count('images of one estimate of the batch-norm statistics [images]'),
      replicates,
    })
    .describe('filter-normalised random planes through endpoints of E4 and E5'),
  finiteDifference: z
    .object({
      finiteDifferenceProbes: count(
        'probes of the paper’s estimator, beside exact ones [products]',
      ),
      replicates,
    })
    .describe('the paper’s finite differences, at the endpoints of E1'),
  density: z
    .object({
      densityProbes: count('random probes of one spectrum [probes]'),
      densitySteps: count('Lanczos steps of each [products]'),
      replicates,
    })
    .describe('spectral density, at the lowest and the highest n of E1'),
  e1: z
    .object({
      width: count('units of a hidden layer [units]'),
      learningRates: list('learning rates η [1]'),
      batchSizes: counts('batch sizes S [images]'),
      trainSize,
      target,
      fixedEpochs: epochs,
      fixedReplicates,
      cap,
      replicates,
    })
    .describe('E1: width and n, 4-layer BN MLP, Fashion-MNIST'),
  e2: z
    .object({
      pairs,
      badStd: real('standard deviation of the bad initialisation [1]'),
      scannedStds: list('standard deviations that the scan of bad initialisations tries [1]'),
      scanPair: z
        .tuple([z.number().positive(), z.int().positive()])
        .describe('the pair (η, S) at which the scan trains'),
      trainSize,
      target,
      fixedEpochs: epochs,
      fixedReplicates,
      cap,
      replicates,
    })
    .describe('E2: width and n, 20-layer MLP without BN, Fashion-MNIST'),
  e3: z
    .object({
      blocks: count('residual blocks a stage, n of ResNet-(6n+2) [blocks]'),
      widthMultiplier,
      pairs,
      trainSize,
      epochs,
      replicates,
    })
    .describe('E3: an interior peak of accuracy over n, ResNet, CIFAR-10'),
  e4: z
    .object({
      target,
      cap,
      replicates,
    })
    .describe('E4: interpolation between different n; network and images of E3'),
  e5: z
    .object({
      widthMultiplier,
      betas: list('factors β on η = 0.1 and S = 50 that are compared with β = 1 [1]'),
      trainSize,
      epochs,
      replicates,
    })
    .describe('E5: interpolation at equal n, VGG-11, CIFAR-10'),
  e6: z
    .object({
      widthMultiplier,
      learningRate: real('the quiet learning rate; the loud one is 5 times it [1]'),
      batchSize: count('the loud batch size; the quiet one is 5 times it [images]'),
      cycleEpochs: epochs,
      trainSize,
      epochs,
      replicates,
    })
    .describe('E6: simultaneous rescaling, VGG-11, CIFAR-10'),
  e7: z
    .object({
      width: count('units of a hidden layer [units]'),
      learningRates: list('learning rates η without momentum [1]'),
      momentumLearningRates: list('learning rates η with momentum 0.9 [1]'),
      batchSizes: counts('batch sizes S [images]'),
      trainSize,
      epochs,
      replicates,
    })
    .describe('E7: memorization and n, 2-layer MLP, MNIST'),
  e8: z
    .object({
      probesPerCycle: count('Hessian probes in the last cycle [snapshots]'),
      baselineEpochs: real(
        'passes of the baseline carried on, for the norm at equal train loss [epochs]',
      ),
    })
    .describe('E8: cyclic schedules; network, images and cycles of E6'),
  e9: z
    .object({
      widthMultiplier,
      betas: list('factors β on η = 0.1 and S = 50 [1]'),
      controlBetas: list('factors β of the control at equal steps, smallest training set [1]'),
      noiseScales: list('factors on η at fixed S: 1, and the half-noise variant [1]'),
      trainSizes: counts('training images [images]'),
      epochs,
      replicates,
    })
    .describe('E9: breakdown at large β, VGG-11, CIFAR-10'),
  x: z
    .object({
      learningRate: real('learning rate η of the intervention [1]'),
      batchSize: count('batch size S of the intervention [images]'),
      strengths: list('standard deviations of the weight of an example in the gradient [1]'),
      replicates,
    })
    .describe('X1–X3: the third factor; network, images and target of E1'),
  theory: z
    .object({
      replicates,
      chains: count('simulated chains of one run; some studies take a multiple [chains]'),
    })
    .describe('T1–T7: simulations and solutions of the theory'),
});
export type Profile = z.output<typeof Profile>;
