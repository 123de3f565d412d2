import {createRequire} from 'node:module';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {addonNames} from './cache.ts';
import {EngineError} from './errors.ts';

const packageFolder = (name: string) =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** The addons of this project, each of one source. */
export const ownAddons = [
  {source: new URL('quiet.cc', import.meta.url), addon: addonNames.quiet},
  {source: new URL('signals.cc', import.meta.url), addon: addonNames.signals},
] as const;

/**
 * Compiles the addons against the TensorFlow unpacked in `folder`: tfjs-node's own binding and those
 * of this project. They find their libraries beside themselves wherever the folder is moved; the binding
 * names the CUDA libraries too, so that TensorFlow finds them loaded. They speak Node-API 8: one
 * engine serves every Node from 18 on.
 *
 * @param libraries Relative paths of the shared libraries, as unpacked.
 * @throws {EngineError} `ENGINE_COMPILE`.
 */
export async function compileAddons(
  folder: string,
  libraries: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const binding = join(packageFolder('@tensorflow/tfjs-node-gpu'), 'binding');
  await Promise.all([
    compile(
      [join(binding, 'tfjs_backend.cc'), join(binding, 'tfjs_binding.cc')],
      {folder, libraries, addon: addonNames.binding},
      signal,
    ),
    ...ownAddons.map(({source, addon}) =>
      compile([fileURLToPath(source)], {folder, libraries: [], addon}, signal),
    ),
  ]);
}

async function compile(
  sources: readonly string[],
  {folder, libraries, addon}: {folder: string; libraries: readonly string[]; addon: string},
  signal?: AbortSignal,
): Promise<void> {
  const folders = [...new Set(['tensorflow', ...libraries.map((name) => dirname(name))])];
  const {failed, all} = await execa(
    'g++',
    [
      ...['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8'],
      `-I${join(packageFolder('node-api-headers'), 'include')}`,
      `-I${join(folder, 'tensorflow/include')}`,
      ...sources,
      ...['-o', join(folder, addon), '-Wl,--no-as-needed', '-Wl,--allow-shlib-undefined'],
      ...folders.flatMap((name) => [`-L${join(folder, name)}`, `-Wl,-rpath,$ORIGIN/${name}`]),
      ...libraries.map((name) => `-l:${basename(name)}`),
      '-ldl',
    ],
    {reject: false, stdin: 'ignore', all: true, ...(signal && {cancelSignal: signal})},
  );
  signal?.throwIfAborted();
  if (failed)
    throw new EngineError({
      code: 'ENGINE_COMPILE',
      message: `g++ could not compile the engine's ${addon}:\n${all.slice(-2000)}`,
      received: addon,
      next: 'The compiler must know C++17 (g++ 8 or later): sudo apt-get install -y g++',
    });
}
