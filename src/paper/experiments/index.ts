import type {Profile} from '../profiles/profile.ts';
import {e1} from './e1.ts';
import {e2} from './e2.ts';
import {e3} from './e3.ts';
import {e4} from './e4.ts';
import {e5} from './e5.ts';
import {e6} from './e6.ts';
import {e7} from './e7.ts';
import {e8} from './e8.ts';
import {e9} from './e9.ts';
import {x} from './x.ts';

/** All experiments on trained networks, in the order of the talk, at the size of a profile. */
export const experiments = (profile: Profile) =>
  [e1, e2, e3, e4, e5, e6, e7, e8, e9, x].map((experiment) => experiment(profile));
