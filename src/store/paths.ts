import type {FileRecord} from './types.ts';

/** Bytes of one name that every file system takes, and of a path. */
const MAX_SEGMENT = 200;
export const MAX_PATH = 1000;

/** No control or invisible characters, and no separator of any system: such a name cannot leave its folder. */
const SEGMENT = /^[^\p{Cc}\p{Cf}/\\]+$/u;

/** Whether `path` is relative, POSIX, and stays inside the folder that it is relative to. */
export function isInside(path: string): boolean {
  return Buffer.byteLength(path) <= MAX_PATH && path.split('/').every(isPlainName);
}

const isPlainName = (segment: string) =>
  SEGMENT.test(segment) &&
  segment !== '.' &&
  segment !== '..' &&
  Buffer.byteLength(segment) <= MAX_SEGMENT;

/** Two files of one path, or a file where another needs a folder. */
export function hasConflict(files: readonly FileRecord[]): boolean {
  // A separator sorts before all else, so that what a folder holds comes right after a file of its name.
  const keys = files.map(({path}) => path.replaceAll('/', '\0')).sort();
  return keys.some((key, index) => {
    const next = keys.at(index + 1);
    return next !== undefined && (next === key || next.startsWith(`${key}\0`));
  });
}
