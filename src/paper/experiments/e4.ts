import type {Profile} from '../profiles/profile.ts';
import {E4_PAIRS, e3Run} from './e3.ts';
import {endsOf, replicates, type Experiment, type Line} from './experiment.ts';

/** Loss along the line between endpoints of different n, ResNet on CIFAR-10: (a), (b), and (c) at similar n. */
export function e4(profile: Profile): Experiment {
  const {baseline, largeBatch, smallRate} = E4_PAIRS;
  const panels = [
    ['a', baseline, largeBatch],
    ['b', baseline, smallRate],
    ['c', largeBatch, smallRate],
  ] as const;
  const lines = panels.flatMap(([panel, left, right]) =>
    replicates(profile.e4.replicates).map((replicate): Line => {
      const end = ([learningRate, batchSize]: readonly [number, number]) => ({
        run: e3Run(profile, learningRate, batchSize, replicate),
        snapshot: 'target',
      });
      return {cell: `E4${panel}/seed=${replicate}`, left: end(left), right: end(right)};
    }),
  );
  return {
    id: 'E4',
    runs: endsOf(lines).map(({run}) => run),
    curvature: [],
    lines,
    planes: endsOf(lines, profile.plane.replicates),
    noise: [],
  };
}
