import {sized} from '../profiles.ts';
import {X0Parameters} from './parameters.ts';

const fixed = {
  examples: 128,
  snapshots: 40,
  basinDuration: 30,
};

export const sizes = sized(X0Parameters, {
  quick: {...fixed, replicates: 10, chains: 256, basinChains: 64},
  standard: {...fixed, replicates: 20, chains: 1024, basinChains: 256},
  paper: {...fixed, replicates: 20, chains: 4096, basinChains: 1024},
});
