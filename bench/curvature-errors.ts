/**
 * Do the stated errors of ‖H‖_F and Tr H hold? Compares curvature cells of a store with float64 PyTorch on the same
 * weights and images (bench/peers/curvature.py), and prints how often the stated 95% interval covers, and the worst
 * z: the difference over the stated error and that of the reference together.
 *
 *   npx tsx bench/curvature-errors.ts [STORE] [--cells 12] [--probes 200]
 *
 * The cells are spread over the networks of the study; a cell takes PyTorch ten seconds to some minutes.
 */
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {z} from 'zod';
import {Curvature} from '../src/curvature/record.ts';
import {familyOf} from '../src/models/families/index.ts';
import {sizeOf} from '../src/models/initialiser.ts';
import type {Model, ModelState} from '../src/models/model.ts';
import {load} from '../src/pipeline/artifact.ts';
import {blobPath} from '../src/store/layout.ts';
import {parseManifest} from '../src/store/manifest.ts';
import type {Manifest} from '../src/store/types.ts';
import type {TrainingData} from '../src/training/data.ts';
import {atCheckpoint} from '../stages/checkpoint.ts';
import {snapshots} from '../stages/train/snapshots.ts';
import {peersPython} from './peers/environment.ts';
import {writeCheckpoint} from './probes/checkpoint.ts';

const {positionals, values: options} = parseArgs({
  allowPositionals: true,
  options: {
    cells: {type: 'string', default: '12'},
    probes: {type: 'string', default: '200'},
  },
});
const store = path.resolve(positionals.at(0) ?? 'artifacts');
const python = await peersPython();
const scratch = mkdtempSync(path.join(tmpdir(), 'curvature-errors-'));

const Estimated = z.object({value: z.number(), standardError: z.number()});
type Estimated = z.output<typeof Estimated>;
const Reference = z.object({
  loss: z.number(),
  lambdaMax: z.number(),
  trace: Estimated,
  frobenius: Estimated,
});
const Probe = z.object({found: Curvature.nullable()});
const input = <Kind extends string>(kind: Kind) =>
  z.object({kind: z.literal(kind), sha256: z.string()}).transform((file) => ({
    ...file,
    path: blobPath(store, file.sha256),
  }));
const Preimage = z.object({
  parameters: z.object({
    snapshot: z.string(),
    images: z.int(),
    batchNorm: z.enum(['evaluation', 'training']),
  }),
  inputs: z.object({
    dataset: input('dataset'),
    record: input('training-record'),
    snapshots: input('snapshots'),
  }),
});

function cells(): Manifest[] {
  const found = readdirSync(path.join(store, 'ac')).flatMap((folder) =>
    readdirSync(path.join(store, 'ac', folder)).map((key) =>
      parseManifest(readFileSync(path.join(store, 'ac', folder, key), 'utf8'), key),
    ),
  );
  return found.filter(({stage}) => stage === 'measure-curvature');
}

/** In turn one of each experiment, by the order of keys, which is as good as chance. */
function spread(manifests: readonly Manifest[], count: number): Manifest[] {
  const lists = new Map<string, Manifest[]>();
  for (const manifest of manifests.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const experiment = manifest.node.split('/').at(1) ?? '';
    lists.set(experiment, [...(lists.get(experiment) ?? []), manifest]);
  }
  const most = Math.max(...[...lists.values()].map(({length}) => length));
  const rounds = Array.from({length: most}, (_, round) =>
    [...lists.values()].flatMap((list) => list.slice(round, round + 1)),
  );
  return rounds.flat().slice(0, count);
}

/** What PyTorch finds; undefined for a run that kept no such snapshot. */
async function reference({preimage}: Manifest, probes: string) {
  const {parameters, inputs} = Preimage.parse(preimage);
  const {model: spec} = await load(snapshots, inputs.snapshots);
  const take = (model: Model, state: ModelState, {images, labels, inputShape}: TrainingData) => ({
    model,
    spec,
    state,
    images: images.subarray(0, parameters.images * sizeOf(inputShape)),
    labels: labels.subarray(0, parameters.images),
  });
  const {default: family} = await familyOf(spec).part.load();
  const {found} = await atCheckpoint({...inputs, family}, parameters.snapshot, take);
  if (found === null) return undefined;
  const folder = path.join(scratch, 'checkpoint');
  await writeCheckpoint(folder, found);
  const script = path.join(import.meta.dirname, 'peers', 'curvature.py');
  const {stdout} = await execa(python, [script, folder, parameters.batchNorm, probes]);
  rmSync(folder, {recursive: true});
  return Reference.parse(JSON.parse(stdout));
}

/** Whether the 95% interval that is stated covers the reference, whose own error is allowed for. */
function held(stated: Estimated, truth: Estimated) {
  const difference = Math.abs(stated.value - truth.value);
  const half = 1.96 * Math.hypot(stated.standardError, truth.standardError);
  return {
    covers: difference <= half,
    z: difference / Math.hypot(stated.standardError, truth.standardError),
  };
}

const percent = (share: number) => `${(100 * share).toPrecision(2)}%`;
const print = (line: string) => process.stdout.write(`${line}\n`);
const quantities = ['frobenius', 'trace'] as const;
const seen = {
  frobenius: new Array<ReturnType<typeof held>>(),
  trace: new Array<ReturnType<typeof held>>(),
};
try {
  for (const manifest of spread(cells(), Number(options.cells))) {
    const {sha256} = manifest.outputs['probe'] ?? {sha256: ''};
    const {found} = Probe.parse(JSON.parse(readFileSync(blobPath(store, sha256), 'utf8')));
    const truth = found && (await reference(manifest, options.probes));
    if (!truth) continue;
    const {invariants, loss, extremes} = found;
    print(manifest.node);
    const [{value: lambdaMax}] = extremes.largest;
    print(
      `  loss off by ${percent(Math.abs(loss / truth.loss - 1))}, λ_max by ${percent(Math.abs(lambdaMax / truth.lambdaMax - 1))}`,
    );
    for (const quantity of quantities) {
      const {value, standardError} = invariants[quantity];
      const outcome = held(invariants[quantity], truth[quantity]);
      seen[quantity].push(outcome);
      print(
        `  ${quantity.padEnd(9)} ${value.toPrecision(5)} ± ${standardError.toPrecision(2)}, reference ${truth[quantity].value.toPrecision(5)} ± ${truth[quantity].standardError.toPrecision(2)}: z = ${outcome.z.toFixed(1)}${outcome.covers ? '' : ', not covered'}`,
      );
    }
  }
  for (const quantity of quantities) {
    const outcomes = seen[quantity];
    const covered = outcomes.filter(({covers}) => covers).length;
    print(
      `${quantity}: ${covered} of ${outcomes.length} intervals cover (${Math.round((100 * covered) / outcomes.length)}% of a nominal 95%), worst z ${Math.max(...outcomes.map(({z: worst}) => worst)).toFixed(1)}`,
    );
  }
} finally {
  rmSync(scratch, {recursive: true, force: true});
}
