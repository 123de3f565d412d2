import {ExpectedError} from './expected-error.ts';

/** A name that an index does not list. */
export class UnknownNameError extends ExpectedError {
  override readonly name = 'UnknownNameError';
}

/** What an index lists, for whoever asks it for what is not there. */
export interface Index<Value> {
  /** Stable: `MODEL_FAMILY_UNKNOWN`. */
  readonly code: string;
  /** As in "there is no …": `model family`. */
  readonly kind: string;
  /** Where a line is added, relative to the root. */
  readonly file: string;
  readonly entries: Readonly<Record<string, Value>>;
}

/**
 * The entry of a name.
 *
 * @throws UnknownNameError when there is none; it says which there are
 */
export function known<Value>({code, kind, file, entries}: Index<Value>, name: string): Value {
  if (Object.hasOwn(entries, name)) return entries[name];
  throw new UnknownNameError({
    code,
    message: `there is no ${kind} ${name}; there are ${Object.keys(entries).join(', ')}`,
    received: name,
    next: `Name one of these, or add it to ${file}.`,
  });
}
