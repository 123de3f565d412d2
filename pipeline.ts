import {start} from './src/cli/start/start.ts';
import type {Profile} from './experiments/profiles.ts';
import type {Pipeline} from './src/pipeline/pipeline.ts';
import type {Experiment, ProbePlan, Run, StudyPlan} from './src/study/experiment.ts';

// From here on in one bundled file, which takes the time of none of these imports.
await start(import.meta);

const {claims, reductionsOf} = await import('./experiments/index.ts');
const {lookBook} = await import('./experiments/look-book.ts');
const {globalSeed, profileNamed, profiles, shared} = await import('./experiments/profiles.ts');
const {scalesOf} = await import('./experiments/scales.ts');
const {testableAt, untestableAt} = await import('./experiments/testable.ts');
const {paper} = await import('./experiments/story/cited.ts');
const {story} = await import('./experiments/story/part.ts');
const {collectionNamed} = await import('./src/data/collections/index.ts');
const {main} = await import('./src/cli/main.ts');
const {once, onceAlike} = await import('./src/pipeline/once.ts');
const {definePipeline} = await import('./src/pipeline/pipeline.ts');
const {acquireData} = await import('./stages/acquire-data/stage.ts');
const {judgeClaims} = await import('./stages/judge-claims/stage.ts');
const {addProbe, probeName} = await import('./stages/probes.ts');
const {renderReport} = await import('./stages/render-report/stage.ts');
const {study: theory} = await import('./stages/study/stage.ts');
const {summarize} = await import('./stages/summarize/stage.ts');
const {aboutProbe, aboutRun, planned} = await import('./stages/summarize/about.ts');
const {trainParts} = await import('./stages/train/parts.ts');
const {train} = await import('./stages/train/stage.ts');

/** The whole study at the size of a profile: data → training → probes → summaries → verdicts → report. */
// eslint-disable-next-line max-lines-per-function -- the whole DAG, to be read like a table
export function study(profile: Profile): Pipeline {
  const pipeline = definePipeline({seed: globalSeed});
  const size = shared.at[profile];
  const averaging: Readonly<Partial<Record<string, number>>> = size.averaging;

  // Cells that experiments share are one node, and must be alike.
  const images = once(
    ({dataset}: Run) => dataset,
    ({dataset}, cell) =>
      pipeline.add(acquireData, {
        cell,
        parameters: {
          dataset,
          extent: size.extent,
          averaging: averaging[dataset] ?? 1,
        },
        parts: {collection: collectionNamed(dataset)},
      }),
  );
  const trained = onceAlike(
    ({cell}: Run) => cell,
    ({dataset, model, plan, replicate}) => ({dataset, model, plan, replicate}),
    (run, cell) => {
      const {dataset} = images(run).outputs;
      const {outputs} = pipeline.add(train, {
        cell,
        parameters: {model: run.model, ...run.plan},
        inputs: {dataset},
        parts: trainParts(run),
        seed: ['replicate', run.replicate],
      });
      return {run, dataset, ...outputs};
    },
  );
  const probed = onceAlike(
    (plan: ProbePlan) => `${plan.kind} ${probeName(plan)}`,
    ({at, parameters}) => [at.map(({run, snapshot}) => [run.cell, snapshot]), parameters ?? {}],
    (plan) =>
      addProbe(
        pipeline,
        plan,
        plan.at.map(({run}) => trained(run)),
        size.probes,
      ),
  );

  const studied = ({cell, study: part, ...plan}: StudyPlan) =>
    pipeline.add(theory, {cell, ...plan, parts: {study: part}}).outputs.record;

  // What is too small to be shown is not planned.
  const testable = testableAt(profile);
  const untestable = Object.fromEntries(
    untestableAt(profile).flatMap(({claims, needs}) => claims.map((claim) => [claim, needs])),
  );

  // From records to evidence, a summary an experiment.
  const summarized = ({id, claims, sizes, design, summary}: Experiment<Profile>) => {
    const {runs, probes, studies} = planned(design(profile));
    return pipeline.add(summarize, {
      cell: id,
      claims: claims.map((claim) => claim.id),
      parameters: {experiment: id, looks: [...sizes.looks(profile)]},
      parts: {summary},
      inputs: {
        runs: runs.map((run) => ({output: trained(run).record, about: aboutRun(run)})),
        probes: probes.map((plan) => ({
          output: probed(plan).outputs.probe,
          about: aboutProbe(plan),
        })),
        studies: studies.map((plan) => ({output: studied(plan), about: {cell: plan.cell}})),
      },
    });
  };
  const summaries = testable.map(summarized);

  // Verdicts and report.
  const evidence = summaries.map((node) => node.outputs.summary);
  const judged = pipeline.add(judgeClaims, {
    cell: profile,
    parameters: {profile, claims, untestable},
    inputs: {summaries: evidence},
  });
  const report = pipeline.add(renderReport, {
    cell: profile,
    parameters: {profile, claims, reductions: reductionsOf(profile), scales: scalesOf(profile)},
    inputs: {verdicts: judged.outputs.verdicts, summaries: evidence},
    parts: {story, figures: Object.fromEntries(testable.map(({id, figures}) => [id, figures]))},
  });
  pipeline.alias('report', [report]);
  return pipeline;
}

await main({
  title: paper.title,
  root: import.meta.dirname,
  reports: 'reports',
  profiles,
  claims,
  pipelineFor: (name) => study(profileNamed(name)),
  untestable: (name) => untestableAt(profileNamed(name)),
  looks: lookBook,
  defaultTarget: 'report',
  bulk: ['snapshots', 'dataset'],
  show: async (kind, path) =>
    kind === 'training-record'
      ? (await import('./stages/train/shown.ts')).shownTraining(path)
      : undefined,
  calibration: new URL('stages/calibration.ts', import.meta.url),
  trusted: [
    // Codecs of artifacts, and the checkpoint of an interrupted training.
    'stages/render-report/record.ts',
    'src/compute/safetensors.ts',
    'src/training/checkpoint.ts',
    // What is downloaded or embedded is pinned by hash.
    'stages/acquire-data/body.ts',
    'src/data/sources/',
    // Its version and device are in the environment of every stage that computes, its files are held to their hashes.
    'src/compute/engine/',
    'src/system/atomic-file.ts',
    'src/system/file-hash.ts',
    'src/system/regular-file.ts',
    'src/system/stamps.ts',
  ],
});
