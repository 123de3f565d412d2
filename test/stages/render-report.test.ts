import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {claims, reductionsOf} from '../../experiments/index.ts';
import {scalesOf} from '../../experiments/scales.ts';
import e1Figures from '../../experiments/e1/figures.ts';
import story from '../../experiments/story/story.ts';
import type {BodyContext} from '../../src/pipeline/define.ts';
import renderReport from '../../stages/render-report/body.ts';
import {experimentSummary} from '../../stages/summarize/record.ts';
import {report} from '../../stages/render-report/record.ts';
import {verdicts} from '../../stages/judge-claims/record.ts';
import type {renderReport as stage} from '../../stages/render-report/stage.ts';
import {inventedInput} from '../report/fixtures/invented.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'render-report-'));
});
afterEach(() => rm(folder, {recursive: true}));

/** Runs the body on the invented results, and reads what it wrote. */
async function render() {
  const [summary, judged, output] = ['summary.json', 'verdicts.json', 'report'].map((name) =>
    path.join(folder, name),
  );
  for (const {summary: value} of inventedInput.experiments) {
    if (value !== undefined) await experimentSummary.write(summary, value);
  }
  await verdicts.write(judged, inventedInput.verdicts);
  const sha256 = '0'.repeat(64);
  const context = {
    parameters: {
      profile: 'quick',
      claims,
      reductions: reductionsOf('quick'),
      scales: scalesOf('quick'),
    },
    inputs: {
      verdicts: {kind: 'verdicts', path: judged, sha256},
      summaries: [
        {node: 'summarize/E1', file: {kind: 'experiment-summary', path: summary, sha256}},
        {node: 'summarize/E3'},
      ],
    },
    outputs: {report: {kind: 'report', path: output}},
    seed: 0,
    lineage: inventedInput.lineage,
    scratch: folder,
    signal: new AbortController().signal,
    progress: () => undefined,
    log: () => undefined,
  } satisfies BodyContext<typeof stage>;
  await renderReport(context, {story, figures: {E1: e1Figures}});
  return report.read(output);
}

it('renders every claim of the paper and the figures of what was run', async () => {
  const files = await render();
  const index = files.get('index.html') ?? '';
  for (const {id} of claims) expect(index).toContain(`id="claim-${id}"`);
  expect([...files.keys()]).toContain('figures/e1a-sharpness.svg');
  expect(index).toContain('profile quick');
});

it('names an experiment whose summary is missing', async () => {
  expect((await render()).get('index.html')).toContain('<td>summarize/E3</td><td>failed</td>');
});

it('refuses a folder without a page', async () => {
  await expect(report.read(folder)).rejects.toThrow(/index\.html/);
});
