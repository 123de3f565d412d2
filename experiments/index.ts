import type {Claim} from '../src/judging/claim.ts';
import {reductionsOf as reductionsIn} from '../src/report/reductions.ts';
import type {Experiment} from '../src/study/experiment.ts';
import e1 from './e1/design.ts';
import e2 from './e2/design.ts';
import e3 from './e3/design.ts';
import e4 from './e4/design.ts';
import e5 from './e5/design.ts';
import e6 from './e6/design.ts';
import e7 from './e7/design.ts';
import e8 from './e8/design.ts';
import e9 from './e9/design.ts';
import {reference, shared, type Profile} from './profiles.ts';
import t1 from './t1/design.ts';
import t2 from './t2/design.ts';
import t3 from './t3/design.ts';
import t4 from './t4/design.ts';
import t5 from './t5/design.ts';
import t6 from './t6/design.ts';
import x0 from './x0/design.ts';
import x1 from './x1/design.ts';
import x2 from './x2/design.ts';
import x3 from './x3/design.ts';
import x4 from './x4/design.ts';
import x5 from './x5/design.ts';
import x6 from './x6/design.ts';
import x7 from './x7/design.ts';
import x8 from './x8/design.ts';

/** All experiments, in the order of the talk: the theory first, what goes beyond it last. */
export const experiments: readonly Experiment<Profile>[] = [
  t1,
  t2,
  t3,
  t4,
  t5,
  t6,
  e1,
  e2,
  e3,
  e4,
  e5,
  e6,
  e7,
  e8,
  e9,
  x0,
  x1,
  x2,
  x3,
  x4,
  x5,
  x6,
  x7,
  x8,
];

/** Every claim, in the same order. */
export const claims: readonly Claim[] = experiments.flatMap((experiment) => experiment.claims);

/** Every number of a profile that is not the paper's, of what can be shown there, for the report. */
export const reductionsOf = (profile: Profile) =>
  reductionsIn(
    [shared, ...experiments.map(({sizes}) => sizes)]
      .filter(({has}) => has(profile) && has(reference))
      .map(({schema, at}) => ({schema, here: at[profile], there: at[reference]})),
  );
