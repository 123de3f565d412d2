import type {z} from 'zod';
import type {Stage} from './define.ts';
import {PipelineError} from './errors.ts';
import {copyJson, findNotJson, isRecord, type NotJson} from './json.ts';
import type {Json} from '../system/json.ts';

/** Parses a node's parameters with its stage's schema; what comes out is plain JSON. */
export function parseParameters(
  stage: Stage,
  cell: string,
  given: unknown,
): Readonly<Record<string, Json>> {
  const plain = parseJson(stage.parameters, given, {stage, cell, field: ''});
  if (!isRecord(plain)) throw notJson({stage, cell, field: ''}, undefined);
  return plain;
}

/** Where a value was given. */
interface Place {
  readonly stage: Stage;
  readonly cell: string;
  /** What stands before the path inside the value; empty for the parameters of a node. */
  readonly field: string;
}

/** Parses a value with its schema; what comes out is plain JSON. */
export function parseJson(schema: z.ZodType, given: unknown, place: Place): Json {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error, given, place);
  const plain = copyJson(parsed.data);
  if (plain === undefined) throw notJson(place, findNotJson(parsed.data));
  return plain;
}

function invalid(error: z.ZodError, given: unknown, {stage, cell, field: prefix}: Place) {
  const [issue] = error.issues;
  const field = [prefix, ...issue.path].filter((part) => part !== '').join('.');
  return new PipelineError({
    code: 'PARAMETERS_INVALID',
    stage: stage.name,
    cell,
    field,
    received: valueAt(given, issue.path),
    message: `parameter ${field === '' ? 'set' : `\`${field}\``} is refused: ${issue.message}`,
    next: 'Correct it where the node is added.',
    cause: error,
  });
}

function notJson({stage, cell, field: prefix}: Place, lost: NotJson | undefined) {
  const field = [prefix, lost?.path ?? ''].filter((part) => part !== '').join('.');
  return new PipelineError({
    code: 'PARAMETERS_NOT_JSON',
    stage: stage.name,
    cell,
    field,
    received: lost?.received,
    message: `parameter \`${field}\` is not JSON`,
    next: 'Use finite numbers, strings, booleans, null, lists and plain objects.',
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (parent, name) =>
      typeof parent === 'object' && parent !== null ? Reflect.get(parent, name) : undefined,
    value,
  );
}
