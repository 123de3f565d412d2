import {sized} from '../profiles.ts';
import {T6Parameters} from './parameters.ts';

const fixed = {
  learningRates: [0.02, 0.01, 0.005],
};

export const sizes = sized(T6Parameters, {
  quick: {...fixed, replicates: 10},
  standard: {...fixed, replicates: 20},
  paper: {...fixed, replicates: 20},
});
