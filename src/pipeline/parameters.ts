import type {Stage} from './define.ts';
import {PipelineError} from './errors.ts';
import {findNotJson, isJson, isRecord} from './json.ts';
import type {Json} from '../system/json.ts';

/** Parses a node's parameters with its stage's schema; what comes out is plain JSON. */
export function parseParameters(
  stage: Stage,
  cell: string,
  given: unknown,
): Readonly<Record<string, Json>> {
  const parsed = stage.parameters.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.');
    throw new PipelineError({
      code: 'PARAMETERS_INVALID',
      stage: stage.name,
      cell,
      field,
      received: valueAt(given, issue.path),
      message: `parameter ${field === '' ? 'set' : `\`${field}\``} is refused: ${issue.message}`,
      next: 'Correct it where the node is added.',
      cause: parsed.error,
    });
  }
  const lost = findNotJson(parsed.data);
  const plain: unknown = lost ?? JSON.parse(JSON.stringify(parsed.data));
  if (lost || !isJson(plain) || !isRecord(plain)) {
    throw new PipelineError({
      code: 'PARAMETERS_NOT_JSON',
      stage: stage.name,
      cell,
      field: lost?.path ?? '',
      received: lost?.received,
      message: `parameter \`${lost?.path ?? ''}\` is not JSON`,
      next: 'Use finite numbers, strings, booleans, null, lists and plain objects.',
    });
  }
  return plain;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (parent, name) =>
      typeof parent === 'object' && parent !== null ? Reflect.get(parent, name) : undefined,
    value,
  );
}
