import {many} from '../../../src/pipeline/define.ts';
import {definePipeline, type Pipeline} from '../../../src/pipeline/pipeline.ts';
import {bodyOf, type Rig} from './rig.ts';
import {textKind} from './text-kind.ts';

/** Cells of five steps that keep their state, a sum of them, and a report of it. */
export function writeLongProject(rig: Rig, stepMs: number): void {
  const steps = `
    let done = Number(await recall(scratch));
    log('from ' + done);
    for (; done < 5 && !signal.aborted; done++) {
      await new Promise((resolve) => setTimeout(resolve, ${stepMs}));
      await remember(scratch, String(done + 1));
      progress(done + 1, 5, 'steps');
    }
    if (done < 5) throw new Error('stopped');
  `;
  rig.write('bodies/cell.ts', bodyOf('"cell " + parameters.index + " " + seed', '', steps));
  rig.write('bodies/sum.ts', bodyOf('inputs.cells.join()'));
  rig.write('bodies/report.ts', bodyOf('"report " + inputs.sum + JSON.stringify(lineage)'));
}

export function longPipeline(rig: Rig, count: number): Pipeline {
  const cell = rig.stage('cell', {});
  const sum = rig.stage('sum', {cells: many(textKind)});
  const report = rig.stage('report', {sum: textKind}, {lineage: true});
  const pipeline = definePipeline({seed: 1});
  const cells = Array.from({length: count}, (_, index) =>
    pipeline.add(cell, {cell: `${index}`, parameters: {index}}),
  );
  const {outputs} = pipeline.add(sum, {
    cell: 'all',
    parameters: {},
    inputs: {cells: cells.map((node) => node.outputs.out)},
  });
  pipeline.add(report, {cell: 'all', parameters: {}, inputs: {sum: outputs.out}});
  return pipeline;
}
