import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan} from '../../src/study/experiment.ts';
import {replicates} from '../../src/study/grid.ts';
import {E4_PAIRS, e3Run} from '../e3/design.ts';
import type {Profile} from '../profiles.ts';
import {endpointPlanes} from '../shared/endpoint-planes.ts';
import {claims} from './claims.ts';
import type {E4Settings} from './settings.ts';
import {sizes} from './sizes.ts';

const {baseline, largeBatch, smallRate} = E4_PAIRS;
/** The panels of the slide: what is left, what is right. */
const panels = [
  ['E4a', baseline, largeBatch],
  ['E4b', baseline, smallRate],
  ['E4c', largeBatch, smallRate],
] as const;

/** E4: loss along the line between endpoints of different n, ResNet on CIFAR-10: (a), (b), and (c) at similar n. */
export default {
  id: 'E4',
  claims,
  sizes,
  design(profile) {
    const size = sizes.at[profile];
    const lines = panels.flatMap(([panel, left, right]) =>
      replicates(size.replicates).map((replicate): ProbePlan => {
        const end = ([learningRate, batchSize]: readonly [number, number]) => ({
          run: e3Run(profile, learningRate, batchSize, replicate),
          snapshot: 'target',
        });
        return {
          kind: 'line',
          cell: `${panel}/seed=${replicate}`,
          settings: {panel} satisfies E4Settings,
          at: [end(left), end(right)],
        };
      }),
    );
    return {probes: [...lines, ...endpointPlanes(lines, size.planeReplicates)]};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
