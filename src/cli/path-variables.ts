import {userPath} from './user-path.ts';

/** Variables that hold one path, and that this process or the workers read. */
const names = [
  'THREE_FACTORS_STORE',
  'THREE_FACTORS_SHARED_STORE',
  'THREE_FACTORS_DATA_DIR',
  'THREE_FACTORS_CACHE',
  'XDG_CACHE_HOME',
  'TMPDIR',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
];

/**
 * Makes the paths in `variables` absolute, once, so that processes with other working directories find the same
 * places; an empty one counts as not set.
 *
 * @throws CliError `PATH_UNCLEAR`
 */
export function settlePathVariables(variables: NodeJS.ProcessEnv): void {
  for (const name of names) {
    const text = variables[name];
    if (text === undefined) continue;
    // `process.env` would turn undefined into a word.
    if (text === '') Reflect.deleteProperty(variables, name);
    else variables[name] = userPath(text, `$${name}`);
  }
}
