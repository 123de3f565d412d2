import {readFile, writeFile} from 'node:fs/promises';
import type {ArtifactKind} from '../../../src/pipeline/artifact.ts';

/** A file of text. */
export const textKind: ArtifactKind<'text', string> = {
  name: 'text',
  form: 'file',
  read: (file) => readFile(file, 'utf8'),
  write: (file, value) => writeFile(file, value),
};
