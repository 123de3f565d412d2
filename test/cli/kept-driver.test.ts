import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {readDriver, serializeDriver, signatureOf} from '../../src/cli/start/kept-driver.ts';
import {sha256} from '../../src/system/hash.ts';
import {freshFolder} from '../store/rig.ts';

it('does not read a bundle that is damaged', () => {
  const root = freshFolder();
  const file = join(root, 'start.mjs');
  const code = 'run("ω")\n';
  const driver = {code, sha256: sha256(code)};
  const files = ['present', 'absent'];
  writeFileSync(join(root, 'present'), '');
  const text = serializeDriver({files, signature: signatureOf(root, files).text}, driver);
  writeFileSync(file, text);
  expect(readDriver(file, root)).toEqual(driver);
  for (let at = 0; at < text.length; at++) {
    writeFileSync(file, text.slice(0, at));
    expect(readDriver(file, root)).toBeUndefined();
    writeFileSync(file, text.slice(0, at) + '#' + text.slice(at + 1));
    expect(readDriver(file, root) ?? driver).toEqual(driver);
  }
});
