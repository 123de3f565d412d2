/** Runs the long project in a folder, as a process of its own that a test can kill; tells what it starts, and how it ends. */
import {longPipeline} from './long-project.ts';
import {Rig} from './rig.ts';

const [root, count, shared] = process.argv.slice(2);
const rig = new Rig(root);
const {result} = await rig.run(longPipeline(rig, Number(count)), {
  store: await rig.openStore(shared),
  emit(event) {
    if (event.type === 'started') process.stdout.write(`started ${event.node}\n`);
  },
});
process.stdout.write(`${result.outcome}\n`);
process.exitCode = result.outcome === 'completed' ? 0 : 1;
