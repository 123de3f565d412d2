import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {readDriver, serializeDriver, signatureOf} from '../../src/cli/start/kept-driver.ts';
import {freshFolder} from '../store/rig.ts';

it('does not read a bundle that is damaged', () => {
  const root = freshFolder();
  const file = join(root, 'start.mjs');
  const files = ['present', 'absent'];
  writeFileSync(join(root, 'present'), '');
  const text = serializeDriver({files, signature: signatureOf(root, files).text}, 'run("ω")\n');
  writeFileSync(file, text);
  expect(readDriver(file, root)).toBe('run("ω")\n');
  for (let at = 0; at < text.length; at++) {
    writeFileSync(file, text.slice(0, at));
    expect(readDriver(file, root)).toBeUndefined();
    writeFileSync(file, text.slice(0, at) + '#' + text.slice(at + 1));
    expect(readDriver(file, root) ?? 'run("ω")\n').toBe('run("ω")\n');
  }
});
