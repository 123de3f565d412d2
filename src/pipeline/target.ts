import {PipelineError} from './errors.ts';
import {nearest} from './near.ts';
import type {PipelineNode} from './node.ts';
import type {Pipeline} from './pipeline.ts';

/**
 * The nodes that a person means by `target`: a short name (`report`), a node (`train/E1/…/1`), a
 * stage (`train`), the beginning of a name up to a slash (`train/E1`), or a pattern (`train/E1/*`,
 * where `*` stands for any characters and `?` for one). Throws `TARGET_UNKNOWN` with near matches.
 */
export function resolveTarget(pipeline: Pipeline, target: string): readonly PipelineNode[] {
  const alias = pipeline.aliases.get(target);
  if (alias) return alias;
  const exact = pipeline.nodes.get(target);
  if (exact) return [exact];
  const matches = matcher(target);
  const found = [...pipeline.nodes.values()].filter(({id}) => matches(id));
  if (found.length > 0) return found;
  throw new PipelineError({
    code: 'TARGET_UNKNOWN',
    field: 'target',
    received: target,
    ...unknownTarget(nearest(target, names(pipeline))),
  });
}

function matcher(target: string): (id: string) => boolean {
  if (!/[*?]/.test(target)) {
    const folder = target.endsWith('/') ? target : `${target}/`;
    return (id) => id.startsWith(folder);
  }
  const source = target
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`);
  return (id) => pattern.test(id);
}

const unknownTarget = (suggestions: readonly string[]) => ({
  message: 'there is no such target',
  suggestions,
  next:
    suggestions.length > 0
      ? `Did you mean ${suggestions.join(' or ')}?`
      : 'List the targets with --list.',
});

/** Everything that can be asked for without a pattern. */
function* names(pipeline: Pipeline): Generator<string> {
  yield* pipeline.aliases.keys();
  for (const id of pipeline.nodes.keys()) {
    const parts = id.split('/');
    for (let length = 1; length <= parts.length; length++) yield parts.slice(0, length).join('/');
  }
}
