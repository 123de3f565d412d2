import {hash} from 'node:crypto';

/** SHA-256 in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** What {@link sha256} gives. */
export const HASH = /^[0-9a-f]{64}$/;
