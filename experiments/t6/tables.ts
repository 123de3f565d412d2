import {declareTable, number} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  ends: declareTable('theory-family-ends', 'The end of one gradient descent.', {
    replicate: number('', 'random start'),
    learningRate: number('', 'learning rate η'),
    startFirst: number('', 'w₁ at the start'),
    startSecond: number('', 'w₂ at the start'),
    end: number('', 'a, where gradient descent ended at (a, 1/a)'),
    predicted: number('', 'a by conservation of w₁² − w₂²'),
    drift: number('', '|change of w₁² − w₂²|'),
    sharpness: number('loss', 'λ_max at the end'),
  }),
  identities: declareTable('theory-family-identities', 'The identities at one random point.', {
    replicate: number('', 'random point and α'),
    alpha: number('', 'α of (w₁, w₂) ↦ (αw₁, w₂/α)'),
    hessian: number('', '‖H′ − DHD‖/‖DHD‖, H′ by differences of the loss'),
    sharpness: number('', '|λ_max/(a² + a⁻²) − 1| at a random minimum, by differences'),
    loss: number('loss', '|L′ − L|'),
  }),
  paths: declareTable('theory-family-paths', 'One point of a path of gradient descent.', {
    replicate: number('', 'random start'),
    step: number('', 'order along the path'),
    first: number('', 'first weight w₁'),
    second: number('', 'second weight w₂'),
  }),
  contours: declareTable('theory-family-contours', 'One point of a contour of the loss.', {
    loss: number('loss', 'L = ½(w₁w₂ − 1)² along the line; 0 is the family of minima'),
    branch: number('', 'on which side of the family: −1 towards the origin, 1 away from it'),
    step: number('', 'order along the line'),
    first: number('', 'first weight w₁'),
    second: number('', 'second weight w₂'),
  }),
};
