import type {Chance} from '../../src/report/charts/axis.ts';
import {guessing} from './accuracy.ts';

/** Guessing on an axis of accuracy [%]. */
export const chanceOfAccuracy: Chance = {at: 100 * guessing, text: `${100 * guessing}%`};

/** The cross-entropy of a uniform guess on an axis of loss [nat]. */
export const chanceOfLoss: Chance = {
  at: -Math.log(guessing),
  text: `${(-Math.log(guessing)).toFixed(2)} nat`,
};
