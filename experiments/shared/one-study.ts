import type {Part} from '../../src/pipeline/parts.ts';
import type {Study} from '../../src/study/define-study.ts';
import type {Design, StudyPlan} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';

interface OneStudy<Sizes> extends Pick<StudyPlan, 'seed' | 'stream'> {
  readonly study: Part<Study>;
  /** A first guess of what it takes [s]. */
  readonly seconds: (sizes: Sizes) => number;
}

/** The design of a study of the theory: one node of its name, with its sizes as parameters. */
export const oneStudy =
  <Sizes extends StudyPlan['parameters']>(
    cell: string,
    {at}: {readonly at: Readonly<Record<Profile, Sizes>>},
    {seconds, ...plan}: OneStudy<Sizes>,
  ) =>
  (profile: Profile): Design => ({
    studies: [{cell, ...plan, parameters: at[profile], seconds: seconds(at[profile])}],
  });
