import {once} from 'node:events';
import {createServer, request} from 'node:http';
import {connect, type AddressInfo, type Socket} from 'node:net';
import {vi} from 'vitest';

/** A forward proxy on this machine that leads every host to one server, and notes what it was asked. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** `GET http://…` and `CONNECT host:port`, in order. */
  readonly asked: readonly string[];
  readonly credentials: readonly (string | undefined)[];
}

export async function proxyTo(port: number): Promise<Proxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    credentials.push(incoming.headers['proxy-authorization']);
    const {pathname} = new URL(incoming.url ?? '');
    request({host: '127.0.0.1', port, path: pathname, headers: incoming.headers}, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  server.on('connect', ({url}, socket: Socket) => {
    asked.push(`CONNECT ${url ?? ''}`);
    const there = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    // Whichever side is left first.
    for (const one of [socket, there]) one.on('error', () => undefined);
    sockets.add(socket).add(there);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    asked,
    credentials,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

const variables = ['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

/** These proxies are named by the environment, and no others; `vi.unstubAllEnvs` takes it back. */
export function nameProxies(named: Readonly<Record<string, string>> = {}): void {
  for (const name of variables) vi.stubEnv(name, named[name]);
}
