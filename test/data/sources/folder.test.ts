import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {folderSource} from '../../../src/data/sources/folder.ts';
import {collection} from '../load-collections.ts';
import {archiveOf, orderFor, published} from './order.ts';
import {temporaryFolder} from './temporary.ts';

const folder = temporaryFolder();
const images = published('images');
const batch = published('cifar-10-batches-bin/data_batch_1.bin', 1_000);

/** Puts a file into the person's folder. */
async function put(path: string, content: Uint8Array): Promise<void> {
  const file = join(folder(), 'mine', path);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, content);
}
const mine = () => folderSource(join(folder(), 'mine'));
const ofCifar = (to: string) => ({
  ...orderFor(to, [batch]),
  dataset: 'cifar-10',
  archive: collection('cifar-10').archive,
});
const into = () => join(folder(), 'into');

test.each([
  ['plain', 'images', images.content],
  ['gzipped', 'images.gz', images.gzipped],
  ['in the subfolder of its dataset', 'mnist/images', images.content],
  ['gzipped in the subfolder of its dataset', 'mnist/images.gz', images.gzipped],
])('a member is found %s', async (_, path, content) => {
  await put(path, content);
  await mine().collect(orderFor(into(), [images]));
  expect(await readFile(join(into(), 'images'))).toEqual(images.content);
  expect(await readdir(join(folder(), 'mine', dirname(path)))).toContain(path.split('/').at(-1));
});

test.each([
  'train-images.idx3-ubyte',
  'train-images.idx3-ubyte.gz',
  'mnist/train-images-idx3-ubyte/train-images-idx3-ubyte',
])('a member is found by another spelling of its name, %s', async (path) => {
  const member = published('train-images-idx3-ubyte');
  await put(path, path.endsWith('.gz') ? member.gzipped : member.content);
  await mine().collect(orderFor(into(), [member]));
  expect(await readdir(into())).toEqual(['train-images-idx3-ubyte']);
});

test('a member is found in an archive that a browser has unzipped', async () => {
  const archive = await archiveOf([{name: batch.member.name, content: batch.content}]);
  await put('cifar-10-binary.tar', gunzipSync(archive));
  await mine().collect(ofCifar(into()));
  expect(await readdir(into())).toEqual(['data_batch_1.bin']);
});

test.each([
  ['in its own subfolder', `cifar-10/${batch.member.name}`],
  ['beside the others', 'data_batch_1.bin'],
])('a CIFAR batch is found %s', async (_, path) => {
  await put(path, batch.content);
  await mine().collect(ofCifar(into()));
  expect(await readdir(into())).toEqual(['data_batch_1.bin']);
});

test('a CIFAR batch is found in the official archive', async () => {
  const archive = await archiveOf([{name: batch.member.name, content: batch.content}]);
  await put('cifar-10-binary.tar.gz', archive);
  await mine().collect(ofCifar(into()));
  expect(await readFile(join(into(), 'data_batch_1.bin'))).toEqual(batch.content);
});

test('a file of the same name from another dataset is passed over', async () => {
  await put('images.gz', published('images').gzipped);
  await put('images', images.content);
  await mine().collect(orderFor(into(), [images]));
  expect(await readFile(join(into(), 'images'))).toEqual(images.content);
});

test('what is lacking is named, with what was refused and why', async () => {
  await put('images.gz', published('images').gzipped);
  const failed = mine().collect(orderFor(into(), [images, published('labels')]));
  await expect(failed).rejects.toThrow(/does not hold images, labels/);
  await expect(failed).rejects.toThrow(/mine\/images\.gz: images is not the published file/);
  expect(await readdir(into())).toEqual([]);
});
