import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {assertOwned, protect} from '../../../src/compute/engine/owned.ts';

/** An engine as a set-up under umask 002 leaves it. */
function makeEngine(): string {
  const folder = mkdtempSync(join(tmpdir(), 'owned-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  mkdirSync(join(folder, 'tensorflow', 'include'), {recursive: true});
  for (const name of ['tensorflow/libtensorflow_cc.so.2', 'quiet.node', 'tfjs_binding.node']) {
    writeFileSync(join(folder, name), name);
  }
  return folder;
}

test('an engine of this user that nobody else may write to is run', async () => {
  await expect(assertOwned(makeEngine())).resolves.toBeUndefined();
});

test.each(['', 'tensorflow', 'tensorflow/libtensorflow_cc.so.2', 'quiet.node'])(
  'one whose part %j others may write to is not, until it is protected',
  async (part) => {
    const folder = makeEngine();
    chmodSync(join(folder, part), 0o775);
    await expect(assertOwned(folder)).rejects.toMatchObject({
      code: 'ENGINE_FOREIGN',
      next: `chmod -R go-w ${folder}`,
    });
    await protect(folder);
    await expect(assertOwned(folder)).resolves.toBeUndefined();
  },
);

test('one with a link is not', async () => {
  const folder = makeEngine();
  rmSync(join(folder, 'quiet.node'));
  symlinkSync('/tmp/planted.node', join(folder, 'quiet.node'));
  await expect(assertOwned(folder)).rejects.toMatchObject({code: 'ENGINE_FOREIGN'});
});

test.runIf(process.getuid?.() === 0)('one with an addon of another user is not', async () => {
  const folder = makeEngine();
  chownSync(join(folder, 'tfjs_binding.node'), 65_534, 65_534);
  await expect(assertOwned(folder)).rejects.toMatchObject({code: 'ENGINE_FOREIGN'});
});
