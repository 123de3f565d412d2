import {flag, number, optional, text, type RowOf} from '../../src/tables/declare.ts';
import {nodeDeclared} from './run-columns.ts';

/** A plane counts as inside the basin where the train loss has risen by at most this [nat]. */
export const basinRise = 0.5;

/** Which endpoint a plane goes through: where the run ended, if it missed the common train loss. */
const centreColumns = {
  endpoint: text('settings of the run whose endpoint is in the middle'),
  noise: optional(number('', 'its n = η/S')),
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  missedTarget: flag('whether the run missed the common train loss'),
};
export type Centre = RowOf<typeof centreColumns>;

/** One point of one plane. */
export const planeColumns = {
  ...centreColumns,
  first: number('', 'place along the first direction: 1 moves every filter by its own norm'),
  second: number('', 'place along the second direction'),
  trainLoss: optional(number('nat', 'BN statistics recomputed')),
  trainRise: optional(number('nat', 'train loss above that in the middle')),
  validationLoss: optional(number('nat', 'BN statistics recomputed')),
  trainAccuracy: optional(number('', 'BN statistics recomputed')),
  validationAccuracy: optional(number('', 'BN statistics recomputed')),
};
export type PlanePoint = RowOf<typeof planeColumns>;

/** What a plane says of its endpoint. */
export const basinColumns = {
  ...centreColumns,
  trainLoss: optional(number('nat', 'train loss in the middle')),
  basinShare: optional(
    number('', `share of the plane whose train loss is at most ${basinRise} nat higher`),
  ),
  notFinite: number('points', 'points of the plane without a finite train loss'),
};
export type Basin = RowOf<typeof basinColumns>;
