import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {StoreNotice} from '../../src/store/errors.ts';
import {openStore, type StoreOptions} from '../../src/store/store.ts';
import type {Manifest, OutputRecord, PendingOutput, Store} from '../../src/store/types.ts';
import {digest} from '../../src/system/canonical-json.ts';
import type {Json} from '../../src/system/json.ts';

/** A fresh folder, gone when the test ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

export interface Rig {
  readonly root: string;
  readonly store: Store;
  readonly notices: StoreNotice[];
  readonly codes: () => string[];
}

/** A store in a fresh folder, with what it said. */
export async function openRig(options: Partial<StoreOptions> = {}): Promise<Rig> {
  const root = options.folder ?? join(freshFolder(), 'artifacts');
  const notices: StoreNotice[] = [];
  const store = await openStore({
    folder: root,
    now: Date.now,
    notice: (notice) => notices.push(notice),
    ...options,
  });
  return {root, store, notices, codes: () => notices.map(({code}) => code)};
}

/** The files of an output, by path; a text stands for an output of one file. */
export type Content = string | Readonly<Record<string, string>>;

/** Publishes `content` as the one output of a node whose preimage is `preimage`. */
export function publish(store: Store, preimage: Json, content: Content): Promise<Manifest> {
  return store.publish(
    {key: digest(preimage), node: 'train/a', stage: 'train', preimage, provenance: {seconds: 2}},
    {result: pend(content)},
  );
}

/** Writes `content` to a scratch folder, as a stage body does. */
export function pend(content: Content): PendingOutput {
  const path = join(freshFolder(), 'result');
  if (typeof content === 'string') {
    writeFileSync(path, content);
    return {kind: 'text', form: 'file', path};
  }
  mkdirSync(path);
  for (const [name, text] of Object.entries(content)) {
    mkdirSync(dirname(join(path, name)), {recursive: true});
    writeFileSync(join(path, name), text);
  }
  return {kind: 'page', form: 'tree', path};
}

/** The output that `publish` makes. */
export const resultOf = (manifest: Manifest | undefined): OutputRecord => {
  if (manifest === undefined) throw new Error('There is no manifest.');
  return manifest.outputs['result'];
};

/** Every path below `folder`, sorted. */
export function listAll(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort();
}

/** What `act` does without the rights of a superuser, who may read everything; `folder` is given to nobody. */
export async function asNobody<T>(folder: string, act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  const nobody = 65_534;
  for (const path of ['', ...listAll(folder)]) lchownSync(join(folder, path), nobody, nobody);
  chmodSync(join(folder, '..'), 0o755);
  process.seteuid?.(nobody);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

/** A folder that all members of a group may write to. */
export function sharedFolder(): string {
  const folder = freshFolder();
  chownSync(folder, 0, 65_500);
  chmodSync(folder, 0o2775);
  return folder;
}
