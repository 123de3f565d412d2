import {claims} from '../../src/paper/claims/index.ts';
import {load, save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {reductionsOf} from '../../src/report/reductions.ts';
import {renderReport} from '../../src/report/render-report.tsx';
import {experimentSummary} from '../kinds/experiment-summary.ts';
import {report} from '../kinds/report.ts';
import {verdicts} from '../kinds/verdicts.ts';
import type {renderReport as stage} from '../render-report.ts';

/** An experiment without a summary is named in the report, and its claims were not run. */
export default (async ({parameters: {profile}, inputs, outputs, lineage}) => {
  const experiments = await Promise.all(
    inputs.summaries.map(async ({node, file}) => ({
      node,
      summary: file && (await load(experimentSummary, file)),
    })),
  );
  const files = await renderReport({
    profile: profile.name,
    reductions: reductionsOf(profile),
    claims,
    verdicts: await load(verdicts, inputs.verdicts),
    experiments,
    lineage,
  });
  await save(report, outputs.report, files);
}) satisfies StageBody<typeof stage>;
