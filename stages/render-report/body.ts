import {load, save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {packTables, tablesArchive} from '../../src/report/pack-tables.ts';
import {renderReport} from '../../src/report/render-report.tsx';
import {verdicts} from '../judge-claims/record.ts';
import {experimentSummary} from '../summarize/record.ts';
import {report} from './record.ts';
import type {renderReport as stage} from './stage.ts';

/** An experiment without a summary is named in the report, and its claims were not run. */
export default (async ({parameters, inputs, outputs, lineage}, parts) => {
  const experiments = await Promise.all(
    inputs.summaries.map(async ({node, file}) => ({
      node,
      summary: file && (await load(experimentSummary, file)),
    })),
  );
  const files = await renderReport(
    {
      ...parameters,
      verdicts: await load(verdicts, inputs.verdicts),
      experiments,
      lineage,
    },
    parts,
  );
  const written = new Map<string, string | Uint8Array>(files);
  await save(report, outputs.report, written.set(tablesArchive, packTables(files)));
}) satisfies StageBody<typeof stage>;
