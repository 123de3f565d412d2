import {declareTable, number, optional} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  rests: declareTable(
    'theory-fokker-planck-rest',
    'One random loss, where its equation is at rest.',
    {
      replicate: number('', 'random loss and start'),
      dimension: number('', 'dimensions of θ'),
      distance: number('', 'total variation between the density at rest and the Gibbs law'),
      current: number('', 'largest current at rest over the largest at the start'),
      order: optional(number('', 'measured order of convergence in space; on a line only')),
    },
  ),
  dynamics: declareTable(
    'theory-fokker-planck-dynamics',
    'One random loss at one time, SGD beside the equation.',
    {
      replicate: number('', 'random loss and start'),
      time: number('', 'time ηt since the start'),
      distance: number('', 'W1 between SGD and the equation, over the Gibbs deviation'),
      floor: number('', 'the same for as many independent draws of the equation’s density'),
    },
  ),
  relaxation: declareTable(
    'theory-fokker-planck-relaxation',
    'The two basins on a line at one time.',
    {
      time: number('', 'time ηt since the start'),
      distance: number('', 'total variation to the Gibbs law'),
      current: number('', 'largest probability current, per unit of ηt'),
      predicted: number('', 'slowest decay rate of the equation, per unit of ηt'),
    },
  ),
  densities: declareTable(
    'theory-fokker-planck-densities',
    'One cell of the two basins on a line at one time.',
    {
      time: number('', 'time ηt since the start'),
      theta: number('', 'position θ'),
      density: number('1/θ', 'solution of the Fokker–Planck equation'),
      gibbs: number('1/θ', 'Boltzmann–Gibbs density'),
    },
  ),
};
