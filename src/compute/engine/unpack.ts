import {createWriteStream} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {openPromise} from 'yauzl';
import {EngineError} from './errors.ts';

/**
 * Unpacks the members of a zip archive that `isWanted` names into `folder`.
 *
 * @returns The relative paths of what was unpacked.
 * @throws {EngineError} `ENGINE_ARCHIVE`.
 */
export async function unpackMembers(
  archive: string,
  folder: string,
  isWanted: (member: string) => boolean,
  onBytes: (more: number) => void = () => undefined,
): Promise<string[]> {
  const unpacked: string[] = [];
  try {
    const zip = await openPromise(archive);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || !isWanted(entry.fileName)) continue;
      const target = join(folder, entry.fileName);
      await mkdir(dirname(target), {recursive: true});
      const content = await zip.openReadStreamPromise(entry);
      content.on('data', (chunk: Buffer) => onBytes(chunk.length));
      await pipeline(content, createWriteStream(target));
      unpacked.push(entry.fileName);
    }
  } catch (error) {
    throw new EngineError(
      {
        code: 'ENGINE_ARCHIVE',
        message: `Could not unpack ${archive}.`,
        received: archive,
        next: 'Check the free disk space, then run again: npm run setup',
      },
      error,
    );
  }
  return unpacked;
}
