import {readFileSync} from 'node:fs';
import {hash} from 'node:crypto';
import {replaceFile} from '../../system/atomic-file.ts';

/** Two hashes, of the code and of what follows, in hexadecimal. */
const HEAD = 128;

/**
 * What V8 has compiled of the driver whose code has the hash `sha256`, when `file` holds it whole. V8 refuses what
 * another version of it has made, but trusts the rest, and compares code by nothing but its length.
 */
export function readCompiled(file: string, sha256: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const compiled = bytes.subarray(HEAD);
    const head = bytes.toString('latin1', 0, HEAD);
    return head === `${sha256}${hash('sha256', compiled)}` ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what V8 has compiled for the next start. Where that is not possible, it compiles again. */
export function keepCompiled(file: string, sha256: string, compiled: Buffer): void {
  try {
    const head = Buffer.from(`${sha256}${hash('sha256', compiled)}`, 'latin1');
    replaceFile(file, Buffer.concat([head, compiled]));
  } catch {
    return;
  }
}
