import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';

/** One answer: the response, the request, and which request of the test it is (0, 1, …). */
type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void;

/** A server on this machine that notes the `Range` of each request. */
export interface FileServer extends AsyncDisposable {
  readonly url: string;
  readonly ranges: readonly (string | undefined)[];
}

export async function serve(answer: Answer): Promise<FileServer> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(response, request, ranges.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    ranges,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Answers as a server that can continue files does. */
export function sendRange(
  response: ServerResponse,
  request: IncomingMessage,
  content: Uint8Array,
): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start >= content.length) {
    response.writeHead(416).end();
    return;
  }
  const rest = content.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': rest.length,
    ...(start > 0 && {'content-range': `bytes ${start}-${content.length - 1}/${content.length}`}),
  });
  response.end(rest);
}

/** Sends `sent` bytes of a file said to be longer, then cuts the line. */
export function sendCut(response: ServerResponse, content: Uint8Array, sent: number): void {
  response.writeHead(200, {'content-length': content.length});
  response.write(content.subarray(0, sent), () => {
    // A client drops what it has not read yet when the line is cut, and a busy one reads late.
    setTimeout(() => response.destroy(), 300);
  });
}
