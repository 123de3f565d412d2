import type {GradientNoise} from '../../src/curvature/record.ts';
import type {Probe} from '../../src/study/observations.ts';
import {number, text} from '../../src/tables/declare.ts';
import {nodeDeclared} from '../shared/run-columns.ts';

/** The gradient noise of one replicate at one moment of its training. */
export interface Measured extends GradientNoise {
  readonly node: string;
  readonly seed: number;
  readonly snapshot: string;
}

/** What the probes that finished have found. */
export const measuredNoise = (probes: readonly Probe<GradientNoise>[]): Measured[] =>
  probes.flatMap(({node, replicate, at: [{snapshot}], found}) =>
    found === undefined ? [] : [{node, seed: replicate, snapshot, ...found}],
  );

/** Which moment of which training a row is of. */
export const momentDeclared = {
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  snapshot: text('when it was measured'),
};

/** The moments of training at which noise is measured. */
export const moments = ['start', 'middle', 'end'] as const;
export const momentOf = (snapshot: string): (typeof moments)[number] => {
  if (snapshot === 'initial') return moments[0];
  return snapshot.startsWith('epoch-') ? moments[1] : moments[2];
};
