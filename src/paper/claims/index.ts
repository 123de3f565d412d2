import type {Claim} from './claim.ts';
import {e1Claims} from './e1.ts';
import {e2Claims} from './e2.ts';
import {e3Claims} from './e3.ts';
import {e4Claims} from './e4.ts';
import {e5Claims} from './e5.ts';
import {e6Claims} from './e6.ts';
import {e7Claims} from './e7.ts';
import {e8Claims} from './e8.ts';
import {e9Claims} from './e9.ts';
import {theoryClaims} from './theory.ts';
import {xClaims} from './x.ts';

/** Every claim of the talk, in the order of the slides; what goes beyond them comes last. */
export const claims: readonly Claim[] = [
  ...theoryClaims,
  ...e1Claims,
  ...e2Claims,
  ...e3Claims,
  ...e4Claims,
  ...e5Claims,
  ...e6Claims,
  ...e7Claims,
  ...e8Claims,
  ...e9Claims,
  ...xClaims,
];
