import {rmSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {PipelineEvent} from '../../../src/pipeline/events.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {readRecords} from '../../../src/pipeline/run/record.ts';
import {bodyOf, Rig} from '../rig/rig.ts';

/** Cells that keep a state and then find no room, as long as `disk/state` says that the disk is full. */
class Project extends Rig {
  constructor() {
    super();
    const work = `
      const before = await recall(scratch);
      await remember(scratch, 'half of ');
      if ((await recall(parameters.disk)) === 'full')
        throw new Error('not saved', {cause: Object.assign(new Error('no room'), {code: 'ENOSPC'})});
    `;
    this.write('bodies/cell.ts', bodyOf('before + parameters.index', '', work));
  }

  setDisk(state: 'full' | 'fine'): void {
    this.write('disk/state', state);
  }

  pipeline() {
    const cell = this.stage('cell', {});
    const pipeline = definePipeline({seed: 1});
    for (let index = 0; index < 6; index++) {
      pipeline.add(cell, {cell: `${index}`, parameters: {index, disk: `${this.root}/disk`}});
    }
    return pipeline;
  }

  /** Runs one cell at a time; tells which were started, and why the run came to no end. */
  async runIntoTrouble(emit: (event: PipelineEvent) => void = () => undefined) {
    const started: string[] = [];
    const error: unknown = await this.run(this.pipeline(), {
      jobs: 1,
      emit(event) {
        if (event.type === 'started') started.push(event.node);
        emit(event);
      },
    }).catch((reason: unknown) => reason);
    return {error, started};
  }
}

describe('a run on a disk that takes no more', () => {
  test('stops at the first cell without room, and goes on from the state that this one kept', async () => {
    const project = new Project();
    project.setDisk('full');
    const {error, started} = await project.runIntoTrouble();
    expect(error).toMatchObject({code: 'STORE_FULL', received: 'Error: not saved'});
    expect(started).toEqual(['cell/0']);
    expect(readRecords(project.storeFolder)).toMatchObject([
      {outcome: 'aborted', counts: {failed: 1, cancelled: 5}},
    ]);

    project.setDisk('fine');
    const ran = await project.run(project.pipeline());
    expect(ran.result.outcome).toBe('completed');
    expect(await project.text(ran, 'cell/0')).toBe('half of 0');
    expect(await project.text(ran, 'cell/1')).toBe('1');
  });

  test('does not compute what could not be kept', async () => {
    const project = new Project();
    project.setDisk('fine');
    const {error, started} = await project.runIntoTrouble(({type}) => {
      if (type !== 'started') return;
      rmSync(project.storeFolder, {recursive: true});
      writeFileSync(project.storeFolder, 'in its place');
    });
    expect(error).toMatchObject({code: 'STORE_NOT_WRITABLE'});
    expect(started).toHaveLength(1);
  });
});
