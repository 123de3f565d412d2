import {inspect} from 'node:util';

/** What a person (or, as JSON, a program) is told: what happened to what, and what to do. */
export interface Notice<Code extends string = string> {
  /** Stable, for programs and for searching; `LIKE_THIS`. */
  readonly code: Code;
  /** What happened, as one sentence. */
  readonly message: string;
  /** The path, key, name or value that it is about; empty where there is none. */
  readonly received: string;
  /** What the person does about it, as one sentence; a command where one helps. */
  readonly next: string;
}

/** A failure that was foreseen and is told as it is; every other error is a bug. */
export class ExpectedError<Code extends string = string> extends Error implements Notice<Code> {
  override readonly name: string = 'ExpectedError';
  readonly code: Code;
  readonly received: string;
  readonly next: string;

  constructor({code, message, received, next}: Notice<Code>, cause?: unknown) {
    super(message, cause === undefined ? undefined : {cause});
    this.code = code;
    this.received = received;
    this.next = next;
  }
}

/** `instanceof` alone leaves the code untyped. */
export const isExpected = (error: unknown): error is ExpectedError =>
  error instanceof ExpectedError;

/** Whether `error` tells a person what to do, whichever bundle its class stands in. */
export function isNotice(error: unknown): error is Notice {
  return (
    typeof error === 'object' &&
    error !== null &&
    ['code', 'message', 'received', 'next'].every(
      (part) => typeof Reflect.get(error, part) === 'string',
    )
  );
}

/** A value that was received, in one short line, whatever it is; nothing for `undefined`. */
export function show(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : inspect(value, {breakLength: Infinity});
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
