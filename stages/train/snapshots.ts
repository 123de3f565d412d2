import {z} from 'zod';
import {readTensors, writeTensors} from '../../src/compute/safetensors.ts';
import {ModelSpec} from '../../src/models/spec.ts';
import {under, weightsUnder} from '../../src/models/weight-groups.ts';
import type {ArtifactKind} from '../../src/pipeline/artifact.ts';
import type {Snapshot} from '../../src/training/snapshot.ts';

const Facts = z.object({
  model: ModelSpec,
  inputShape: z.array(z.int()).readonly().describe('[height, width, channels]'),
  classes: z.int(),
  snapshots: z.array(z.object({name: z.string(), step: z.int()})),
});

/** The weights that one training kept, in the order of time, and the model that they belong to. */
export interface Snapshots extends Omit<z.output<typeof Facts>, 'snapshots'> {
  readonly snapshots: readonly Snapshot[];
}

const GROUPS = ['parameters', 'statistics'] as const;

/**
 * Named checkpoints of one training in one safetensors file: tensors `<snapshot>/parameters/<name>`
 * and `<snapshot>/statistics/<name>`, facts as JSON in the metadata.
 */
export const snapshots: ArtifactKind<'snapshots', Snapshots> = {
  name: 'snapshots',
  form: 'file',
  write: async (path, value) => {
    const tensors = {};
    for (const snapshot of value.snapshots)
      for (const group of GROUPS)
        Object.assign(tensors, under(`${snapshot.name}/${group}`, snapshot[group]));
    await writeTensors(path, {tensors, metadata: {facts: JSON.stringify(Facts.parse(value))}});
  },
  read: async (path) => {
    const {tensors, metadata} = await readTensors(path);
    const {snapshots: kept, ...facts} = Facts.parse(JSON.parse(metadata['facts'] ?? 'null'));
    const read = (snapshot: string, group: string) => weightsUnder(tensors, `${snapshot}/${group}`);
    return {
      ...facts,
      snapshots: kept.map(({name, step}) => ({
        name,
        step,
        parameters: read(name, 'parameters'),
        statistics: read(name, 'statistics'),
      })),
    };
  },
};
