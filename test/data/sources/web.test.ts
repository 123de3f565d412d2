import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {WrongContentError} from '../../../src/data/sources/errors.ts';
import {webSource} from '../../../src/data/sources/web.ts';
import {sendCut, sendRange, serve, type FileServer} from './file-server.ts';
import {archiveOf, orderFor, published} from './order.ts';
import {nameProxies} from './proxy-server.ts';
import {temporaryFolder} from './temporary.ts';

const folder = temporaryFolder();
beforeEach(() => nameProxies());
afterEach(() => vi.unstubAllEnvs());
const patience = {idle: 10_000, attempts: 3, pause: 1};
const images = published('images');
const site = ({url}: FileServer, file = 'images.gz', patient = patience) =>
  webSource({name: 'a site', files: [{url: `${url}/${file}`, bytes: 5_000}]}, patient);
const placed = () => readFile(join(folder(), 'images'));

describe('a file of a site', () => {
  test('arrives, unpacked and verified, with its bytes counted', async () => {
    await using server = await serve((response, request) =>
      sendRange(response, request, images.gzipped),
    );
    const order = orderFor(folder(), [images]);
    await site(server).collect(order);
    expect(await placed()).toEqual(images.content);
    expect(await readdir(folder())).toEqual(['images']);
    expect(order.steps.length).toBeGreaterThan(0);
    expect(order.steps).toEqual([...order.steps].sort(([a], [b]) => a - b));
    expect(order.steps.at(-1)).toEqual([5_000, 5_000]);
  });

  test('is not asked for when its member is there already', async () => {
    await using server = await serve((response) => response.writeHead(404).end());
    await site(server).collect({...orderFor(folder(), []), members: []});
    expect(server.ranges).toEqual([]);
  });

  test('goes on where the line was cut', async () => {
    await using server = await serve((response, request, count) =>
      count === 0
        ? sendCut(response, images.gzipped, 2_000)
        : sendRange(response, request, images.gzipped),
    );
    await site(server).collect(orderFor(folder(), [images]));
    expect(await placed()).toEqual(images.content);
    expect(server.ranges).toEqual([undefined, 'bytes=2000-']);
  });

  test('goes on where an earlier run was stopped', async () => {
    await writeFile(join(folder(), 'images.gz.part'), images.gzipped.subarray(0, 1_234));
    await using server = await serve((response, request) =>
      sendRange(response, request, images.gzipped),
    );
    await site(server).collect(orderFor(folder(), [images]));
    expect(await placed()).toEqual(images.content);
    expect(server.ranges).toEqual(['bytes=1234-']);
    expect(await readdir(folder())).toEqual(['images']);
  });

  test('starts anew when the server sends whole files only', async () => {
    await writeFile(join(folder(), 'images.gz.part'), images.gzipped.subarray(0, 1_234));
    await using server = await serve((response) => response.end(images.gzipped));
    await site(server).collect(orderFor(folder(), [images]));
    expect(await placed()).toEqual(images.content);
  });

  test.each([
    ['belongs to another file', Buffer.alloc(900, 1)],
    ['is longer than the file', Buffer.alloc(9_000, 1)],
  ])('starts anew when what an earlier run left %s', async (_, stale) => {
    await writeFile(join(folder(), 'images.gz.part'), stale);
    await using server = await serve((response, request) =>
      sendRange(response, request, images.gzipped),
    );
    await site(server).collect(orderFor(folder(), [images]));
    expect(await placed()).toEqual(images.content);
    expect(server.ranges).toEqual([`bytes=${stale.length}-`, undefined]);
  });

  test('is asked for again when the server is busy', async () => {
    await using server = await serve((response, request, count) => {
      if (count < 2) response.writeHead(503).end();
      else sendRange(response, request, images.gzipped);
    });
    await site(server).collect(orderFor(folder(), [images]));
    expect(await placed()).toEqual(images.content);
  });
});

describe('a failure says what happened and leaves nothing unverified', () => {
  test('a file that is not there: one request', async () => {
    await using server = await serve((response) => response.writeHead(404).end());
    await expect(site(server).collect(orderFor(folder(), [images]))).rejects.toMatchObject({
      code: 'DATA_SOURCE_FAILED',
      message: `${server.url}/images.gz: HTTP 404`,
    });
    expect(server.ranges).toHaveLength(1);
    expect(await readdir(folder())).toEqual([]);
  });

  test('another content than the published one', async () => {
    const other = published('images');
    await using server = await serve((response) => response.end(other.gzipped));
    const refused = site(server).collect(orderFor(folder(), [images]));
    await expect(refused).rejects.toThrow(WrongContentError);
    await expect(refused).rejects.toThrow(images.member.sha256);
    expect(server.ranges).toHaveLength(1);
    expect(await readdir(folder())).toEqual([]);
  });

  test('a file that changes each time the line is cut: it is not asked for without end', async () => {
    await using server = await serve((response, request, count) => {
      const other = published('images').gzipped;
      if (count % 2 === 0) sendCut(response, other, 2_000);
      else sendRange(response, request, other);
    });
    await expect(site(server).collect(orderFor(folder(), [images]))).rejects.toThrow();
    expect(server.ranges).toHaveLength(4);
    expect(await readdir(folder())).toEqual([]);
  });

  test('a page instead of the file', async () => {
    await using server = await serve((response) => response.end('<html>Please log in</html>'));
    await expect(site(server).collect(orderFor(folder(), [images]))).rejects.toThrow(
      /incorrect header/,
    );
    expect(await readdir(folder())).toEqual([]);
  });

  test('a damaged archive', async () => {
    const archive = await archiveOf([{name: 'images', content: images.content}]);
    const cut = archive.subarray(0, 3_000);
    await using server = await serve((response) => response.end(cut));
    await expect(site(server, 'all.tar.gz').collect(orderFor(folder(), [images]))).rejects.toThrow(
      /unexpected end of file/,
    );
    expect(await readdir(folder())).toEqual([]);
  });

  test('a server that falls silent, whose bytes so far are kept', async () => {
    await using server = await serve((response, request, count) => {
      if (count > 0) return;
      response.writeHead(200, {'content-length': images.gzipped.length});
      response.write(images.gzipped.subarray(0, 2_000));
    });
    // Even a busy machine brings the first bytes in that time.
    const impatient = {...patience, idle: 400};
    await expect(
      site(server, 'images.gz', impatient).collect(orderFor(folder(), [images])),
    ).rejects.toThrow(/images.gz: nothing came for 0.4 s/);
    // The first attempt brought bytes; three without any follow.
    expect(server.ranges.slice(1)).toEqual(Array(server.ranges.length - 1).fill('bytes=2000-'));
    expect(await readdir(folder())).toEqual(['images.gz.part']);
  });

  test('a server that is not there', async () => {
    const server = await serve((response) => response.end());
    await server[Symbol.asyncDispose]();
    await expect(site(server).collect(orderFor(folder(), [images]))).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });

  test('a stop keeps what has arrived for the next run', async () => {
    const stop = new AbortController();
    await using server = await serve((response) => {
      response.writeHead(200, {'content-length': images.gzipped.length});
      response.write(images.gzipped.subarray(0, 2_000));
    });
    const order = orderFor(folder(), [images], stop.signal);
    const stopped = site(server).collect({
      ...order,
      progress: () => stop.abort(new Error('stopped by the person')),
    });
    await expect(stopped).rejects.toThrow('stopped by the person');
    expect(await readdir(folder())).toEqual(['images.gz.part']);
  });
});

describe('an archive', () => {
  const labels = published('batches/labels', 1_000);

  test('gives every member that was asked for', async () => {
    const archive = await archiveOf([
      {name: 'images', content: images.content},
      {name: 'batches/labels', content: labels.content},
    ]);
    await using server = await serve((response) => response.end(archive));
    await site(server, 'all.tar.gz').collect(orderFor(folder(), [images, labels]));
    expect((await readdir(folder())).sort()).toEqual(['images', 'labels']);
    expect(await readFile(join(folder(), 'labels'))).toEqual(labels.content);
  });

  test('with one altered member is refused', async () => {
    const archive = await archiveOf([
      {name: 'images', content: images.content},
      {name: 'batches/labels', content: images.content},
    ]);
    await using server = await serve((response) => response.end(archive));
    await expect(
      site(server, 'all.tar.gz').collect(orderFor(folder(), [images, labels])),
    ).rejects.toThrow(/batches\/labels is not the published file/);
    expect(await readdir(folder())).toEqual(['images']);
  });
});
