import {hash} from 'node:crypto';
import {readFileSync, statSync} from 'node:fs';
import {resolve} from 'node:path';

/**
 * A kept driver is one file, so that it is replaced as a whole: a line of JSON in a comment, then the code. Checked by
 * hand, since zod alone takes longer to load than all that is done here.
 */
interface Header {
  /** Every file that took part, relative to the root; some must be absent. */
  readonly files: readonly string[];
  /** Of the files, by {@link signatureOf}. */
  readonly signature: string;
  /** SHA-256 of the code. */
  readonly code: string;
}

/** Bundled code that does all that `pipeline.ts` does. */
export interface Driver {
  readonly code: string;
  readonly sha256: string;
}

/** The driver that is kept in `file`, when it is whole and no file that took part has changed. */
export function readDriver(file: string, root: string): Driver | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const header: unknown = JSON.parse(text.slice('// '.length, end));
    const code = text.slice(end + 1);
    const sound = isHeader(header) && header.signature === signatureOf(root, header.files).text;
    return sound && hash('sha256', code) === header.code ? {code, sha256: header.code} : undefined;
  } catch {
    return undefined;
  }
}

/** What {@link readDriver} reads. */
export function serializeDriver(header: Omit<Header, 'code'>, {code, sha256}: Driver): string {
  const whole: Header = {...header, code: sha256};
  return `// ${JSON.stringify(whole)}\n${code}`;
}

/**
 * What tells, without reading them, that files are as they were: equal when size, inode and both times of change of
 * all are. `newest`: the latest change by the time that nobody but the system sets [ns].
 */
export function signatureOf(
  root: string,
  files: readonly string[],
): {text: string; newest: bigint} {
  let newest = 0n;
  const parts = files.map((file) => {
    const stat = statSync(resolve(root, file), {bigint: true, throwIfNoEntry: false});
    if (!stat) return `${file} is absent`;
    const {size, ino, mtimeNs, ctimeNs} = stat;
    if (ctimeNs > newest) newest = ctimeNs;
    return [file, size, ino, mtimeNs, ctimeNs].join(' ');
  });
  return {text: hash('sha256', [root, ...parts].join('\n')), newest};
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === 'object' &&
    value !== null &&
    'signature' in value &&
    'code' in value &&
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.every((file) => typeof file === 'string')
  );
}
