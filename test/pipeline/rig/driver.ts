/** Runs the long project in a folder, as a process of its own that a test can kill. */
import {longPipeline} from './long-project.ts';
import {Rig} from './rig.ts';

const [root, count, shared] = process.argv.slice(2);
const rig = new Rig(root);
const {result} = await rig.run(longPipeline(rig, Number(count)), {
  store: await rig.openStore(shared),
  emit({type}) {
    if (type === 'started') process.stdout.write('started\n');
  },
});
process.exitCode = result.outcome === 'completed' ? 0 : 1;
