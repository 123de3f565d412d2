/** Proxies as the environment names them; empty where it names none. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  /** Hosts that are reached without one: `localhost,.example.org:8080`, or `*`. */
  readonly none: string;
}

/**
 * `http_proxy`, `https_proxy` and `no_proxy`, or the same in capitals. Lower case comes first, as with curl; a proxy
 * without a scheme is an HTTP proxy, and one for HTTP serves HTTPS where none is named for that.
 */
export function proxiesNamed(env: Readonly<Record<string, string | undefined>>): Proxies {
  const named = (name: string): string =>
    [env[name], env[name.toUpperCase()]].find((value) => value !== undefined && value !== '') ?? '';
  const http = withScheme(named('http_proxy'));
  return {http, https: withScheme(named('https_proxy')) || http, none: named('no_proxy')};
}

const withScheme = (proxy: string): string =>
  proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`;

/** The same for a program that is started: some read lower case alone. */
export const proxyVariables = ({http, https, none}: Proxies): Readonly<Record<string, string>> => ({
  ...(http !== '' && {http_proxy: http}),
  ...(https !== '' && {https_proxy: https}),
  ...(none !== '' && {no_proxy: none}),
});
