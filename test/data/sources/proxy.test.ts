import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:https';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {afterEach, describe, expect, onTestFinished, test, vi} from 'vitest';
import {proxiesNamed, proxyVariables} from '../../../src/data/sources/proxy.ts';
import {webSource} from '../../../src/data/sources/web.ts';
import {sendRange, serve} from './file-server.ts';
import {orderFor, published} from './order.ts';
import {nameProxies, portOf, proxyTo} from './proxy-server.ts';
import {temporaryFolder} from './temporary.ts';

const folder = temporaryFolder();
const patience = {idle: 10_000, attempts: 1, pause: 1};
const images = published('images');
const here = fileURLToPath(new URL('.', import.meta.url));
afterEach(() => vi.unstubAllEnvs());

/** A server with the file, and a proxy before it. */
async function served() {
  const server = await serve((response, request) => sendRange(response, request, images.gzipped));
  onTestFinished(() => server[Symbol.asyncDispose]());
  const port = Number(new URL(server.url).port);
  const proxy = await proxyTo(port);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return {server, proxy, port};
}

/** `.test` is no host anywhere: what comes from it came by the proxy. */
const collect = (base: string) =>
  webSource({name: 'a site', files: [{url: `${base}/images.gz`, bytes: 5_000}]}, patience).collect(
    orderFor(folder(), [images]),
  );
const placed = () => readFile(join(folder(), 'images'));

describe('a download', () => {
  test.each(['http_proxy', 'HTTP_PROXY'])('asks the proxy that %s names', async (variable) => {
    const {proxy} = await served();
    nameProxies({[variable]: proxy.url});
    await collect('http://files.test');
    expect(await placed()).toEqual(images.content);
    expect(proxy.asked).toEqual(['GET http://files.test/images.gz']);
  });

  test('shows the proxy the name and password in its address', async () => {
    const {proxy} = await served();
    nameProxies({HTTP_PROXY: proxy.url.replace('//', '//anna:p%40ss@')});
    await collect('http://files.test');
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('anna:p@ss').toString('base64')}`]);
  });

  test.each([
    ['no_proxy', '127.0.0.1'],
    ['NO_PROXY', 'example.org, 127.0.0.1'],
    ['NO_PROXY', '*'],
  ])('goes past the proxy to hosts of %s=%s', async (variable, hosts) => {
    const {proxy, port} = await served();
    nameProxies({HTTP_PROXY: proxy.url, [variable]: hosts});
    await collect(`http://127.0.0.1:${port}`);
    expect(await placed()).toEqual(images.content);
    expect(proxy.asked).toEqual([]);
  });

  test('of a host that NO_PROXY does not name uses the proxy', async () => {
    const {proxy, port} = await served();
    nameProxies({HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1:1,other.test'});
    await collect(`http://127.0.0.1:${port}`);
    expect(proxy.asked).toEqual([`GET http://127.0.0.1:${port}/images.gz`]);
  });

  test('says why when the proxy cannot be reached', async () => {
    nameProxies({HTTP_PROXY: 'http://127.0.0.1:1'});
    await expect(collect('http://files.test')).rejects.toThrow(/127\.0\.0\.1:1/);
  });

  test.each(['https_proxy', 'HTTPS_PROXY'])('of HTTPS tunnels by %s', async (variable) => {
    const pem = (name: string) => join(here, 'fixtures', `${name}.pem`);
    const server = createServer(
      {key: readFileSync(pem('key')), cert: readFileSync(pem('certificate'))},
      (_, response) => response.end(images.content),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    await using proxy = await proxyTo(portOf(server.address()));
    const path = join(folder(), 'images');
    await execa(
      process.execPath,
      ['--import', 'tsx', join(here, 'fixtures/download.ts'), 'https://files.test/i', path],
      {
        extendEnv: false,
        env: {
          [variable]: proxy.url,
          NODE_EXTRA_CA_CERTS: pem('certificate'),
        },
      },
    );
    expect(await placed()).toEqual(Buffer.from(images.content));
    expect(proxy.asked).toEqual(['CONNECT files.test:443']);
  });
});

describe('proxies of an environment', () => {
  test.each([
    [{}, {http: '', https: '', none: ''}],
    [
      {http_proxy: '', HTTP_PROXY: 'http://a:1'},
      {http: 'http://a:1', https: 'http://a:1', none: ''},
    ],
    [
      {http_proxy: 'a:1', HTTP_PROXY: 'b:2'},
      {http: 'http://a:1', https: 'http://a:1', none: ''},
    ],
    [
      {HTTPS_PROXY: 'https://c:3', NO_PROXY: 'x'},
      {http: '', https: 'https://c:3', none: 'x'},
    ],
  ])('%j are %j', (env, proxies) => expect(proxiesNamed(env)).toEqual(proxies));

  test('are told to programs in lower case, and only where there are any', () => {
    expect(proxyVariables(proxiesNamed({HTTPS_PROXY: 'c:3', NO_PROXY: 'x'}))).toEqual({
      https_proxy: 'http://c:3',
      no_proxy: 'x',
    });
  });
});
