/**
 * Would other code find the same? Trains the grid of E1 and the β sweep of E9, as `quick` plans them, in PyTorch:
 * the same images and protocol, initial weights and orders of its own (bench/peers/replicate.py). Prints the rank
 * correlations of E1 and the drops of E9 beside those of the committed report, and by how many of their common
 * standard errors they differ.
 *
 *   npx tsx bench/replication.ts [--replicates 8] [--processes 2] [--only E1]
 *
 * Exits with 1 when one differs by more than three.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {read} from 'vega';
import {z} from 'zod';
import e1 from '../experiments/e1/design.ts';
import e9 from '../experiments/e9/design.ts';
import {globalSeed, shared} from '../experiments/profiles.ts';
import {coarsen} from '../src/data/coarsen.ts';
import {readSample, SampleManifest} from '../src/data/sample.ts';
import {deriveSeed} from '../src/pipeline/seed.ts';
import {perSeed} from '../src/stats/by-seed.ts';
import {spearman} from '../src/stats/rank-correlation.ts';
import {studentTest} from '../src/stats/student.ts';
import type {Run} from '../src/study/experiment.ts';
import {trainingData} from '../src/training/data.ts';
import {TrainingPlan} from '../src/training/plan.ts';
import {peersPython} from './peers/environment.ts';

const {values: options} = parseArgs({
  options: {
    replicates: {type: 'string', default: '8'},
    processes: {type: 'string', default: String(os.availableParallelism())},
    only: {type: 'string'},
  },
});
const replicates = Number(options.replicates);
const root = path.join(import.meta.dirname, '..');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'replication-'));
const {averaging, probes} = shared.at.quick;

/** A run, as far as it is compared; null where it missed its target or diverged before any evaluation. */
const Row = z.object({
  experiment: z.string(),
  seed: z.number(),
  noise: z.number(),
  beta: z.number().nullable(),
  trainSize: z.number(),
  validationAccuracy: z.number().nullable(),
  frobenius: z.number().nullable(),
});
type Row = z.output<typeof Row>;

const Found = z.object({
  cell: z.string(),
  validationAccuracy: z.number().nullable().default(null),
  frobenius: z.number().nullable().default(null),
});

const print = (line: string) => process.stdout.write(`${line}\n`);

const sample = async (name: string) => {
  const folder = path.join(root, 'data/sample', name);
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
  const images = await readSample(SampleManifest.parse(manifest), (file) =>
    readFile(path.join(folder, file)),
  );
  const side: Readonly<Partial<Record<string, number>>> = averaging;
  return coarsen(images, side[name] ?? 1);
};

/** E1's grid and E9's sweep at the full noise and equal passes. */
function plannedRuns(): Run[] {
  const sweep = e9
    .design('quick')
    .runs.filter(({settings}) => settings['noiseScale'] === 1 && settings['control'] === null);
  const all = [...e1.design('quick').runs, ...sweep];
  return all.filter(
    ({cell, replicate}) =>
      replicate <= replicates && (options.only === undefined || cell.startsWith(options.only)),
  );
}

/** Writes the images of a replicate once, as the cells of the study see them. */
async function imagesOf({dataset, replicate, plan}: Run) {
  const parsed = TrainingPlan.parse(plan);
  const seed = deriveSeed(globalSeed, 'train', ['replicate', replicate]);
  const data = trainingData(await sample(dataset), parsed, seed);
  const name = `${dataset}-${replicate}-${parsed.trainSize}`;
  const write = (file: string, {buffer, byteOffset, byteLength}: ArrayBufferView) => {
    writeFileSync(path.join(scratch, file), new Uint8Array(buffer, byteOffset, byteLength));
    return file;
  };
  return {
    images: {
      pixels: write(`${name}.pixels`, data.images),
      labels: write(`${name}.labels`, data.labels),
    },
    shape: data.inputShape,
    validationSize: data.sets.validation.length,
    evaluationSize: data.sets.train.length,
    plan: parsed,
  };
}

/** Passes over the training set at the limit of a plan [epochs]. */
const capOf = ({limits, batchSize, learningRate, trainSize}: TrainingPlan) =>
  limits.epochs ?? ((limits.rateTime ?? NaN) * batchSize) / (learningRate * trainSize);

async function jobsOf(runs: readonly Run[]) {
  const written = new Map<string, Awaited<ReturnType<typeof imagesOf>>>();
  const jobs = [];
  for (const run of runs) {
    const {dataset, replicate, plan} = run;
    const id = [dataset, replicate, plan.trainSize].join();
    const images = written.get(id) ?? (await imagesOf(run));
    written.set(id, images);
    const parsed = TrainingPlan.parse(plan);
    jobs.push({
      ...images,
      cell: run.cell,
      model: run.model,
      plan: parsed,
      capEpochs: capOf(parsed),
      curvatureImages: probes.curvature.images,
      // The cells of a replicate share weights and order to begin with, here as there.
      torchSeed: replicate,
    });
  }
  return jobs;
}

/** Trains them all in PyTorch, the longest first. */
async function replicated(runs: readonly Run[]): Promise<Row[]> {
  const jobs = await jobsOf(runs.toSorted((a, b) => noiseOf(a) - noiseOf(b)));
  writeFileSync(path.join(scratch, 'jobs.json'), JSON.stringify(jobs));
  const script = path.join(import.meta.dirname, 'peers', 'replicate.py');
  const {stdout} = await execa(await peersPython(), [script, scratch, options.processes], {
    stderr: 'inherit',
  });
  const found = new Map(
    stdout.split('\n').map((line) => {
      const each = Found.parse(JSON.parse(line));
      return [each.cell, each] as const;
    }),
  );
  return runs.map((run) => ({...about(run), ...found.get(run.cell)})).map((row) => Row.parse(row));
}

const noiseOf = ({plan}: Run) => plan.learningRate / plan.batchSize;

const about = (run: Run) => ({
  experiment: run.cell.split('/')[0],
  seed: run.replicate,
  noise: noiseOf(run),
  beta: run.settings['beta'] ?? null,
  trainSize: run.plan.trainSize,
});

/** A row of a committed table of runs; what a table has no column for is null, as is an empty number. */
const Committed = z.object({
  seed: z.coerce.number(),
  noise: z.coerce.number().default(0),
  beta: z.coerce.number().nullable().default(null),
  trainSize: z.coerce.number().optional(),
  noiseScale: z.coerce.number().default(1),
  control: z.string().default(''),
  reachedTarget: z.string().default('true'),
  validationAccuracy: z.coerce.number(),
  frobenius: z.coerce.number().nullable().default(null),
});

/** The committed runs of a table that are compared. */
async function committed(table: string, experiment: string, trainSize = NaN): Promise<Row[]> {
  const text = await readFile(path.join(root, 'reports/quick/data', table), 'utf8');
  return z
    .array(Committed)
    .parse(read(text, {type: 'csv'}))
    .filter((row) => row.reachedTarget === 'true' && row.control === '' && row.noiseScale === 1)
    .map((row) => ({...row, trainSize: row.trainSize ?? trainSize, experiment}));
}

/** One number a seed. */
type PerSeed = (rows: readonly Row[]) => number[];

const correlation =
  (quantity: 'frobenius' | 'validationAccuracy'): PerSeed =>
  (rows) =>
    perSeed(rows, (own) => {
      const known = own.filter((row) => row[quantity] !== null);
      // Fisher's z, on which correlations are compared; a perfect order has no finite one.
      const rho = spearman(
        known.map(({noise}) => noise),
        known.map((row) => row[quantity] ?? NaN),
      );
      return Math.atanh(Math.max(-0.999, Math.min(0.999, rho)));
    });

/** Accuracy at β = 1 less that at another β, of one training-set size. */
const drop =
  (beta: number, trainSize: number): PerSeed =>
  (rows) =>
    perSeed(rows, (own) => {
      const at = (wanted: number) =>
        own.find((row) => row.beta === wanted && row.trainSize === trainSize)?.validationAccuracy;
      return (at(1) ?? NaN) - (at(beta) ?? NaN);
    });

/** Mean and its standard error, over seeds. */
function estimate(values: readonly number[]) {
  const test = studentTest(values, 0, 0);
  if (test === undefined) return undefined;
  const variance = values.reduce((sum, value) => sum + (value - test.mean) ** 2, 0);
  return {
    mean: test.mean,
    error: Math.sqrt(variance / (values.length - 1) / values.length),
    seeds: values.length,
  };
}

/** Prints one figure of both sides; whether they agree within three of their common standard errors. */
function compare(name: string, value: PerSeed, ours: readonly Row[], theirs: readonly Row[]) {
  const [here, there] = [estimate(value(ours)), estimate(value(theirs))];
  if (here === undefined || there === undefined) {
    print(`${name.padEnd(44)} too few seeds`);
    return false;
  }
  const z = Math.abs(here.mean - there.mean) / Math.hypot(here.error, there.error);
  const text = ({mean, error, seeds}: typeof here) =>
    `${mean.toFixed(3)} ± ${error.toFixed(3)} (${seeds} seeds)`;
  print(
    `${name.padEnd(44)} ${text(here).padEnd(28)} PyTorch ${text(there).padEnd(28)} z = ${z.toFixed(1)}`,
  );
  return z <= 3;
}

try {
  const theirs = await replicated(plannedRuns());
  const grid = await committed('e1-runs.csv', 'E1', e1.sizes.at.quick.trainSize);
  const sweep = await committed('e9-runs.csv', 'E9');
  const sizes = [...new Set(sweep.map(({trainSize}) => trainSize))];
  const betas = [...new Set(sweep.flatMap(({beta}) => (beta === null || beta === 1 ? [] : beta)))];
  const of = (experiment: string) => theirs.filter((row) => row.experiment === experiment);
  const isAsked = (experiment: string) => options.only === undefined || options.only === experiment;
  const agreed = [
    ...(isAsked('E1')
      ? [
          compare('E1a: artanh ρ(n, ‖H‖_F)', correlation('frobenius'), grid, of('E1')),
          compare(
            'E1b: artanh ρ(n, validation accuracy)',
            correlation('validationAccuracy'),
            grid,
            of('E1'),
          ),
        ]
      : []),
    ...(isAsked('E9')
      ? sizes.flatMap((size) =>
          betas.map((beta) =>
            compare(
              `E9: accuracy at β = 1 less ${beta}, ${size} images`,
              drop(beta, size),
              sweep,
              of('E9'),
            ),
          ),
        )
      : []),
  ];
  print(`${agreed.filter(Boolean).length} of ${agreed.length} agree within three standard errors`);
  if (agreed.includes(false)) process.exitCode = 1;
} finally {
  rmSync(scratch, {recursive: true, force: true});
}
