/**
 * Runs the long project in a folder, as a process of its own that a test can kill; tells what it starts, what
 * its store says, and how it ends. The shared store is worked on as the command line does it.
 */
import path from 'node:path';
import {openSharedStore} from '../../../src/cli/shared-store.ts';
import {longPipeline} from './long-project.ts';
import {Rig} from './rig.ts';

const [root, count, shared] = process.argv.slice(2);
const rig = new Rig(root);
const notice = ({code}: {code: string}) => void process.stdout.write(`${code}\n`);
const sharedTier = openSharedStore({
  folder: shared,
  root: path.join(import.meta.dirname, '../../..'),
  environment: {},
  notice,
});
const {result} = await rig.run(longPipeline(rig, Number(count)), {
  store: await rig.openStore(shared, [], {notice, sharedTier}),
  emit(event) {
    if (event.type === 'started') process.stdout.write(`started ${event.node}\n`);
  },
});
process.stdout.write(`${result.outcome}\n`);
process.exitCode = result.outcome === 'completed' ? 0 : 1;
