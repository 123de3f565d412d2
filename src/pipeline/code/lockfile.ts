import {z} from 'zod';
import {PipelineError} from '../errors.ts';

const Dependencies = z.record(z.string(), z.string()).default({});
const Entry = z.object({
  version: z.string().default(''),
  integrity: z.string().default(''),
  dependencies: Dependencies,
  optionalDependencies: Dependencies,
  peerDependencies: Dependencies,
});
type Entry = z.output<typeof Entry>;

/** The part of package-lock.json that says what is installed where (lockfileVersion 2 or 3). */
const Lockfile = z.object({packages: z.record(z.string(), z.unknown())});

/** A parsed lockfile that can be asked which packages others lead to. */
export interface LockedPackages {
  /**
   * Everything that the named packages can reach, through dependencies, optional ones and peers:
   * place → `version integrity`. What is locked for other platforms counts too, so that every
   * machine gets the same closure. Throws `PACKAGE_NOT_LOCKED` for a name that is not installed.
   */
  closure(names: readonly string[]): Readonly<Record<string, string>>;
}

export function parseLockfile(text: string, path: string): LockedPackages {
  const packages = parsePackages(text, path);
  const entryAt = (place: string): Entry | undefined =>
    place in packages ? Entry.parse(packages[place]) : undefined;

  return {
    closure(names) {
      const reached: Record<string, string> = {};
      const pending = names.map((name) => {
        const place = resolve(packages, '', name);
        if (place === undefined) throw notLocked(name, path);
        return place;
      });
      for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
        const entry = entryAt(place);
        if (place in reached || entry === undefined) continue;
        reached[place] = `${entry.version} ${entry.integrity}`.trim();
        const from = place;
        const needed = [entry.dependencies, entry.optionalDependencies, entry.peerDependencies];
        pending.push(
          ...needed
            .flatMap((record) => Object.keys(record))
            .flatMap((name) => resolve(packages, from, name) ?? []),
        );
      }
      return Object.fromEntries(Object.entries(reached).sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

function parsePackages(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    return Lockfile.parse(JSON.parse(text)).packages;
  } catch (cause) {
    throw new PipelineError({
      code: 'LOCKFILE_UNREADABLE',
      field: path,
      message: `${path} is not a lockfile of npm 7 or later`,
      next: 'Restore it from version control, or run `npm install`.',
      cause,
    });
  }
}

/** Node's own search: the nearest `node_modules` upwards from the place that asks. */
function resolve(
  packages: Readonly<Record<string, unknown>>,
  from: string,
  name: string,
): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return undefined;
  }
}

/** `node_modules/a/node_modules/b` → `node_modules/a` → the root. */
function parentOf(place: string): string {
  const cut = place.lastIndexOf('/node_modules/');
  return cut === -1 ? '' : place.slice(0, cut);
}

const notLocked = (name: string, path: string) =>
  new PipelineError({
    code: 'PACKAGE_NOT_LOCKED',
    field: name,
    received: name,
    message: `the code imports the package \`${name}\`, which ${path} does not hold`,
    next: `Run \`npm install ${name}\`.`,
  });
