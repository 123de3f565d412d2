import {SourceMap, type SourceMapPayload} from 'node:module';
import path from 'node:path';

/** A place in the project's sources; lines and columns count from 1. */
export interface SourcePlace {
  /** Relative to the root, with slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a place in a bundle came from; undefined for what the bundler added. */
export type Trace = (line: number, column: number) => SourcePlace | undefined;

/** Reads a source map as esbuild writes it. */
export function readSourceMap(json: string): Trace {
  const payload: unknown = JSON.parse(json);
  if (!isPayload(payload)) throw new TypeError('this is no source map');
  const map = new SourceMap(payload);
  return (line, column) => {
    const entry = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry)) return undefined;
    return {
      file: path.posix.normalize(entry.originalSource),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  };
}

const isPayload = (value: unknown): value is SourceMapPayload =>
  typeof value === 'object' && value !== null && 'mappings' in value && 'sources' in value;
