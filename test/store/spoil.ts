import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {treeHash} from '../../src/store/manifest-schema.ts';
import type {Manifest} from '../../src/store/types.ts';
import {sha256} from '../../src/system/hash.ts';
import {resultOf} from './rig.ts';

export const write = (path: string, text: string) => {
  chmodSync(path, 0o644);
  writeFileSync(path, text);
};

export const replaceByFolder = (path: string) => {
  rmSync(path);
  mkdirSync(path);
};

export const replaceByPipe = (path: string) => {
  rmSync(path);
  execFileSync('mkfifo', [path]);
};

/** By a link to the very same content, which must not be followed all the same. */
export const replaceByLink = (path: string) => {
  renameSync(path, `${path}.moved`);
  symlinkSync(`${path}.moved`, path);
};

/** A text with the hash that it names, so that what is wrong is the content and not its form. */
export function withHash(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `{"hash":"${sha256(text)}",${text.slice(1)}`;
}

export function withOutput(manifest: Manifest, change: object): unknown {
  return {...manifest, outputs: {result: {...resultOf(manifest), ...change}}};
}

export function withFile(manifest: Manifest, change: object): unknown {
  const [file] = resultOf(manifest).files;
  return withOutput(manifest, {files: [{...file, ...change}]});
}

/** A tree whose sizes and hash fit, so that only its paths are at fault. */
export function withTree(manifest: Manifest, paths: string[]): unknown {
  const files = paths.map((path) => ({...resultOf(manifest).files[0], path}));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return withOutput(manifest, {form: 'tree', sha256: treeHash(files), bytes, files});
}
