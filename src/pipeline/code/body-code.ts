import {once} from '../once.ts';
import {modulesOf, type Part, type PartModules} from '../parts.ts';
import type {Stage} from '../define.ts';
import type {BodyCode} from './code.ts';

type Parts = Readonly<Record<string, Part<unknown> | Readonly<Record<string, Part<unknown>>>>>;

/** What is bundled for a node of `stage` that gives these parts. Nodes that give the same share a name. */
export function bodyCode(stage: Stage, given: Parts): BodyCode {
  const parts = modulesOf(given);
  const named = partModules(parts).map(([path, module]) => ` ${path.join('.')}=${pathOf(module)}`);
  return {stage: stage.name, name: `${stage.name}${named.join('')}`, body: stage.body, parts};
}

const pathOf = once(
  ({href}: URL) => href,
  ({pathname}) => pathname,
);

/** Every module with the path of names under which a body gets it, in the order of the names. */
export function partModules(
  parts: PartModules,
): readonly (readonly [path: readonly string[], module: URL])[] {
  return sortedEntries(parts).flatMap(([slot, value]) => {
    const named: [string[], URL][] =
      value instanceof URL
        ? [[[slot], value]]
        : sortedEntries(value).map(([name, module]) => [[slot, name], module]);
    return named;
  });
}

const sortedEntries = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The text of a module that is a body with its parts: its default export calls that of the body with the
 * default exports of the parts. What else the body exports (`prepare`) is exported too.
 *
 * @param specifier how the text imports a module: a path relative to the project, say
 */
export function entryText({body, parts}: BodyCode, specifier: (module: URL) => string): string {
  const found = partModules(parts).map(([path, module], index) => ({
    path,
    module,
    name: `part${index}`,
  }));
  const quoted = (module: URL) => JSON.stringify(specifier(module));
  const slots = sortedEntries(parts);
  const text = slots.map(([slot, value]) => {
    const own = found.filter(({path}) => path[0] === slot);
    const names = own.map(({path, name}) => `${JSON.stringify(path.at(-1))}: ${name}`);
    return value instanceof URL ? names.join() : `${JSON.stringify(slot)}: {${names.join()}}`;
  });
  return [
    `import body from ${quoted(body)};`,
    `export * from ${quoted(body)};`,
    ...found.map(({name, module}) => `import ${name} from ${quoted(module)};`),
    `const parts = {${text.join()}};`,
    'export default (context) => body(context, parts);',
  ].join('\n');
}
