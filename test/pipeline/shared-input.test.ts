import {expect, test} from 'vitest';
import type {ArtifactKind} from '../../src/pipeline/artifact.ts';
import {SharedInput} from '../../src/pipeline/shared-input.ts';

/** A kind whose content is where it stands. */
const place: ArtifactKind<'place', {readonly path: string}> = {
  name: 'place',
  form: 'file',
  read: (path) => Promise.resolve({path}),
  write: () => Promise.resolve(),
};
const file = (path: string, sha256: string) => ({kind: 'place', path, sha256}) as const;

test('equal content is read once, wherever it stands', async () => {
  const input = new SharedInput(place);
  const first = await input.load(file('here', 'aa'));
  expect(await input.load(file('there', 'aa'))).toBe(first);
  expect(await input.load(file('here', 'bb'))).not.toBe(first);
});
