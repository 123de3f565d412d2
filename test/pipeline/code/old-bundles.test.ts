import {readdirSync, utimesSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect, test} from 'vitest';
import {codeFolder} from '../../../src/pipeline/code/code-folder.ts';
import {readCode} from '../../../src/pipeline/code/read-code.ts';
import {Rig} from '../rig/rig.ts';

const bundles = (root: string) =>
  readdirSync(codeFolder(root)).filter((name) => name.endsWith('.mjs'));

/** Edits the body and reads its code; gives the file of the bundle. */
async function edit(rig: Rig, text: string): Promise<string> {
  const body = rig.write('bodies/cell.ts', `export default () => ${JSON.stringify(text)};`);
  const code = await readCode(
    [{stage: 'cell', name: 'cell', body: pathToFileURL(body), parts: {}}],
    {root: rig.root},
  );
  return code.get('cell')?.file ?? '';
}

test('a bundle that no stage uses goes after a week, not before', async () => {
  const rig = new Rig();
  const first = await edit(rig, 'one');
  // It stood unchanged for long, and a run may have started with it a moment ago.
  utimesSync(first, 0, 0);
  const second = await edit(rig, 'two');
  expect(bundles(rig.root).sort()).toEqual(
    [first, second].map((file) => path.basename(file)).sort(),
  );
  utimesSync(first, 0, 0);
  utimesSync(second, 0, 0);
  const third = await edit(rig, 'three');
  expect(bundles(rig.root).sort()).toEqual(
    [second, third].map((file) => path.basename(file)).sort(),
  );
});
