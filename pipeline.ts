import {start} from './src/cli/start/start.ts';
import type {HessianProbe, Line, Run, SnapshotOf} from './src/paper/experiments/experiment.ts';
import type {Pipeline} from './src/pipeline/pipeline.ts';
import type {Profile} from './src/paper/profiles/profile.ts';

// From here on in one bundled file, which takes the time of none of these imports.
await start(import.meta);

const {main} = await import('./src/cli/main.ts');
const {claims} = await import('./src/paper/claims/index.ts');
const {experiments} = await import('./src/paper/experiments/index.ts');
const {theory} = await import('./src/paper/experiments/theory.ts');
const {profileNamed} = await import('./src/paper/profiles/index.ts');
const {once} = await import('./src/pipeline/once.ts');
const {definePipeline} = await import('./src/pipeline/pipeline.ts');
const {acquireData} = await import('./stages/acquire-data.ts');
const {descendFamily} = await import('./stages/descend-family.ts');
const {interpolate} = await import('./stages/interpolate.ts');
const {judgeClaims} = await import('./stages/judge-claims.ts');
const {measureCurvature} = await import('./stages/measure-curvature.ts');
const {measureNoise} = await import('./stages/measure-noise.ts');
const {renderReport} = await import('./stages/render-report.ts');
const {reparametrize} = await import('./stages/reparametrize.ts');
const {rescaleNoise} = await import('./stages/rescale-noise.ts');
const {simulateBasins} = await import('./stages/simulate-basins.ts');
const {simulateCovariance} = await import('./stages/simulate-covariance.ts');
const {simulateEndpoint} = await import('./stages/simulate-endpoint.ts');
const {solveFokkerPlanck} = await import('./stages/solve-fokker-planck.ts');
const {summarize} = await import('./stages/summarize.ts');
const {summarizeTheory} = await import('./stages/summarize-theory.ts');
const {surveyPlane} = await import('./stages/survey-plane.ts');
const {train} = await import('./stages/train.ts');

/** The whole study at the size of a profile: data → training → probes → summaries → verdicts → report. */
export function study(profile: Profile): Pipeline {
  const pipeline = definePipeline({seed: 20261128});

  // ── data ────────────────────────────────────────────────────────────────────────────────────────
  const images = once(
    (run: Run) => run.dataset,
    ({dataset}, cell) =>
      pipeline.add(acquireData, {
        cell,
        parameters: {
          dataset,
          extent: profile.extent,
          averaging: dataset === 'cifar-10' ? profile.cifarAveraging : 1,
        },
      }),
  );

  // ── training: a node for each cell of every grid; cells that experiments share are one node ──────
  const trained = once(
    (run: Run) => run.cell,
    (run, cell) =>
      pipeline.add(train, {
        cell,
        parameters: {model: run.model, ...run.plan},
        inputs: {dataset: images(run).outputs.dataset},
        seed: ['replicate', run.replicate],
      }),
  );

  // ── probes of the endpoints ─────────────────────────────────────────────────────────────────────
  const probed = ({run}: SnapshotOf) => ({
    dataset: images(run).outputs.dataset,
    snapshots: trained(run).outputs.snapshots,
    record: trained(run).outputs.record,
  });
  const curvature = once(
    ({run, snapshot}: HessianProbe) => `${run.cell}/${snapshot}`,
    (end, cell) =>
      pipeline.add(measureCurvature, {
        cell,
        parameters: {snapshot: end.snapshot, ...profile.curvature, ...end.extras},
        inputs: probed(end),
        seed: ['replicate', end.run.replicate],
      }),
  );
  const noise = once(
    ({run, snapshot}: SnapshotOf) => `${run.cell}/${snapshot}`,
    (end, cell) =>
      pipeline.add(measureNoise, {
        cell,
        parameters: {snapshot: end.snapshot, ...profile.curvature, ...profile.noise},
        inputs: probed(end),
        seed: ['replicate', end.run.replicate],
      }),
  );
  const line = once(
    ({cell}: Line) => cell,
    ({left, right}, cell) =>
      pipeline.add(interpolate, {
        cell,
        parameters: {left: left.snapshot, right: right.snapshot, ...profile.interpolation},
        inputs: {
          dataset: images(left.run).outputs.dataset,
          left: trained(left.run).outputs.snapshots,
          right: trained(right.run).outputs.snapshots,
          leftRecord: trained(left.run).outputs.record,
          rightRecord: trained(right.run).outputs.record,
        },
      }),
  );
  const plane = once(
    ({run, snapshot}: SnapshotOf) => `${run.cell}/${snapshot}`,
    (end, cell) =>
      pipeline.add(surveyPlane, {
        cell,
        parameters: {snapshot: end.snapshot, ...profile.plane},
        inputs: probed(end),
        seed: ['replicate', end.run.replicate],
      }),
  );

  // ── from records to evidence, one summary an experiment ─────────────────────────────────────────
  const claimsOf = (experiment: string) =>
    claims.filter((claim) => claim.experiment === experiment).map(({id}) => id);
  const named = ({run, snapshot}: SnapshotOf) => ({cell: run.cell, snapshot});
  const summaries = experiments(profile).map((experiment) =>
    pipeline.add(summarize, {
      cell: experiment.id,
      claims: claimsOf(experiment.id),
      parameters: {
        experiment: experiment.id,
        runs: experiment.runs.map((run) => run.cell),
        curvature: experiment.curvature.map(named),
        noise: experiment.noise.map(named),
        lines: experiment.lines.map(({cell, left, right}) => ({
          cell,
          left: named(left),
          right: named(right),
        })),
        planes: experiment.planes.map(named),
      },
      inputs: {
        runs: experiment.runs.map((run) => trained(run).outputs.record),
        curvature: experiment.curvature.map((end) => curvature(end).outputs.curvature),
        noise: experiment.noise.map((end) => noise(end).outputs.noise),
        lines: experiment.lines.map((each) => line(each).outputs.line),
        planes: experiment.planes.map((end) => plane(end).outputs.plane),
      },
    }),
  );

  // ── theory: simulated and solved, a node a claim ────────────────────────────────────────────────
  const sizes = theory(profile);
  const studies = [
    pipeline.add(simulateEndpoint, {cell: 'T1', parameters: sizes.endpoint}),
    pipeline.add(solveFokkerPlanck, {cell: 'T2', parameters: sizes.fokkerPlanck}),
    pipeline.add(simulateBasins, {cell: 'T3', parameters: sizes.basins}),
    pipeline.add(rescaleNoise, {cell: 'T4', parameters: sizes.rescaling}),
    pipeline.add(reparametrize, {cell: 'T5', parameters: sizes.reparametrization}),
    pipeline.add(descendFamily, {cell: 'T6', parameters: sizes.family}),
    pipeline.add(simulateCovariance, {cell: 'T7', parameters: sizes.covariance}),
  ];
  const theorySummary = pipeline.add(summarizeTheory, {
    cell: 'T',
    claims: claimsOf('T'),
    parameters: {},
    inputs: {studies: studies.map((node) => node.outputs.study)},
  });

  // ── verdicts and report ─────────────────────────────────────────────────────────────────────────
  const evidence = [theorySummary, ...summaries].map((node) => node.outputs.summary);
  const judged = pipeline.add(judgeClaims, {
    cell: profile.name,
    parameters: {profile: profile.name},
    inputs: {summaries: evidence},
  });
  const report = pipeline.add(renderReport, {
    cell: profile.name,
    parameters: {profile},
    inputs: {verdicts: judged.outputs.verdicts, summaries: evidence},
  });
  pipeline.alias('report', [report]);
  return pipeline;
}

await main({
  root: import.meta.dirname,
  reports: 'reports',
  profiles: ['quick', 'standard', 'paper'],
  pipelineFor: (name) => study(profileNamed(name)),
  defaultTarget: 'report',
  calibration: new URL('stages/calibration.ts', import.meta.url),
  trusted: [
    // Codecs of artifacts, and the checkpoint of an interrupted training.
    'stages/kinds/',
    'src/compute/safetensors.ts',
    'src/training/checkpoint.ts',
    // What is downloaded or embedded is pinned by hash.
    'stages/bodies/acquire-data.ts',
    'src/data/sources/',
    // Its version and device are in the environment of every stage that computes, its files are held to their hashes.
    'src/compute/engine/',
    'src/system/atomic-file.ts',
    'src/system/file-hash.ts',
    'src/system/regular-file.ts',
    'src/system/stamps.ts',
  ],
});
