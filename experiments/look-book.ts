import type {LookBook} from '../src/judging/look-book.ts';
import {experiments} from './index.ts';
import {allLooks, committedLooks, isLooked, saveLooks, useLooks} from './looks.ts';

/** The looks at the claims of all experiments, as looks.json commits them. */
export const lookBook: LookBook = {
  seeds: (profile) => (isLooked(profile) ? allLooks.map(({replicates}) => replicates) : []),
  committed: (profile) => (isLooked(profile) ? committedLooks(profile) : {}),
  nameOf: (claim) =>
    experiments.find(({claims}) => claims.some(({id}) => id === claim))?.sizes.grows,
  use: (profile, looks) => {
    if (isLooked(profile)) useLooks(profile, looks);
  },
  save: saveLooks,
};
