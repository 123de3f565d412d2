/** One process of bench/pipeline.ts: builds the DAG and plans or runs it. Prints seconds, executed cells, peak memory [MB]. */
import '../src/cli/start/v8-flags.ts';

const start = performance.now();
const [{z}, {defineStage, many}, {definePipeline}, {openPlan}, {run}, {openStore}] =
  await Promise.all([
    import('zod'),
    import('../src/pipeline/define.ts'),
    import('../src/pipeline/pipeline.ts'),
    import('../src/pipeline/open-plan.ts'),
    import('../src/pipeline/run/run.ts'),
    import('../src/store/store.ts'),
  ]);
const {pathToFileURL} = await import('node:url');
const imported = performance.now();

const [root, command, size, change] = process.argv.slice(2);
const text = {name: 'text', form: 'file', read: () => Promise.resolve('')} as const;
const shared = {
  outputs: {out: text},
  resources: () => ({cpus: 1, memoryMB: 10, gpu: false, seconds: 0.01}),
};
const bodyOf = (name: string) => pathToFileURL(`${root}/bodies/${name}.ts`);
const none = z.object({});
const data = defineStage({
  ...shared,
  name: 'data',
  summary: 'Makes data.',
  parameters: none,
  inputs: {},
  body: bodyOf('data'),
});
const train = defineStage({
  ...shared,
  name: 'train',
  summary: 'Trains.',
  parameters: z.object({rate: z.number()}),
  inputs: {data: text},
  body: bodyOf('train'),
});
const summarize = defineStage({
  ...shared,
  name: 'summarize',
  summary: 'Summarizes.',
  parameters: none,
  inputs: {runs: many(text)},
  body: bodyOf('summarize'),
});
const report = defineStage({
  ...shared,
  name: 'report',
  summary: 'Reports.',
  parameters: none,
  inputs: {summary: text},
  body: bodyOf('report'),
});

const pipeline = definePipeline({seed: 1});
const source = pipeline.add(data, {cell: 'all', parameters: {}});
const runs = Array.from({length: Number(size)}, (_, index) =>
  pipeline.add(train, {
    cell: `cell=${index}`,
    parameters: {rate: index === 7 ? -Number(change) : index},
    inputs: {data: source.outputs.out},
  }),
);
const summary = pipeline.add(summarize, {
  cell: 'all',
  parameters: {},
  inputs: {runs: runs.map((node) => node.outputs.out)},
});
const last = pipeline.add(report, {
  cell: 'all',
  parameters: {},
  inputs: {summary: summary.outputs.out},
});
const built = performance.now();

const storeFolder = `${root}/artifacts`;
const options = {
  pipeline,
  targets: [last],
  store: await openStore({folder: storeFolder, now: Date.now, notice: () => undefined}),
  storeFolder,
  root,
  trusted: ['bodies/'],
};
let executed = 0;
if (command === 'plan') {
  await openPlan(options);
} else {
  const {counts} = await run({
    ...options,
    jobs: 2,
    machine: {cpus: 2, memoryMB: 4000, gpus: 0},
    facts: {},
    workerEnvironment: {},
    clock: Date.now,
    emit: () => undefined,
  });
  executed = counts.finished;
}
const seconds = (performance.now() - start) / 1000;
process.stdout.write(`${seconds} ${executed} ${process.resourceUsage().maxRSS / 1024}\n`);
process.stderr.write(
  `imports ${Math.round(imported - start)} ms, build ${Math.round(built - imported)} ms\n`,
);
