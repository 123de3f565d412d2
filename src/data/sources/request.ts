import {proxiesNamed} from './proxy.ts';

/** As much of an answer as a download reads. */
export interface Answer {
  readonly status: number;
  readonly headers: {get(name: string): string | null};
  readonly body: AsyncIterable<Uint8Array> | null;
}

interface Options {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * fetch, through the proxy that the environment names (`proxiesNamed`). The fetch of Node 20 and 22 knows of none, so
 * that undici's own is loaded where there is one, and only there.
 *
 * @returns What `use` makes of the answer, whose connection is closed afterwards.
 */
export async function request<Result>(
  url: string,
  options: Options,
  use: (answer: Answer) => Promise<Result>,
): Promise<Result> {
  const {http, https, none} = proxiesNamed(process.env);
  if (http === '' && https === '') return use(await fetch(url, options));
  const {EnvHttpProxyAgent, fetch: fetchThrough} = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: http,
    httpsProxy: https,
    noProxy: none,
    // A proxy tunnels to port 443; for plain HTTP many refuse to, and are asked for the address itself.
    proxyTunnel: false,
  });
  try {
    return await use(await fetchThrough(url, {...options, dispatcher}));
  } finally {
    await dispatcher.destroy();
  }
}
