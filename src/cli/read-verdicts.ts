import {readFile} from 'node:fs/promises';
import {Verdicts} from '../judging/results.ts';
import {CliError} from './failure-text.ts';
import {words} from './messages.ts';

/** The verdicts in a file. Throws a {@link CliError} (`VERDICTS_UNREADABLE`) when it holds none. */
export async function readVerdicts(file: string): Promise<Verdicts> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CliError({...words.verdictsUnread(codeOf(error)), received: file}, error);
  });
  try {
    return Verdicts.parse(JSON.parse(decode(bytes)));
  } catch (error) {
    throw new CliError({...words.verdictsUnreadable, received: file}, error);
  }
}

/** Editors and shells of Windows put a byte order mark first; PowerShell's `>` writes UTF-16. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
