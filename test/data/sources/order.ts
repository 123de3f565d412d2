import {createHash, randomBytes} from 'node:crypto';
import {gzipSync} from 'node:zlib';
import {pack} from 'tar-stream';
import type {Member} from '../../../src/data/member.ts';
import type {Order} from '../../../src/data/sources/source.ts';

/** A file that some source is to give, with its content. */
export interface Published {
  readonly member: Member;
  readonly content: Uint8Array;
  readonly gzipped: Uint8Array;
}

/** Content that does not compress, so that cuts fall inside it. */
export function published(name: string, bytes = 5_000): Published {
  const content = randomBytes(bytes);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {member: {name, bytes, sha256}, content, gzipped: gzipSync(content)};
}

/** A `.tar.gz` of files, in a folder and beside a file that nobody asked for. */
export async function archiveOf(
  files: readonly {readonly name: string; readonly content: Uint8Array}[],
): Promise<Uint8Array> {
  const tar = pack();
  tar.entry({name: 'README'}, 'not asked for');
  for (const {name, content} of files) tar.entry({name: `package/${name}`}, Buffer.from(content));
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}

/** An order that records what it is told. */
export function orderFor(
  folder: string,
  files: readonly Published[],
  signal = new AbortController().signal,
): Order & {
  readonly steps: readonly (readonly [number, number])[];
  readonly logs: readonly string[];
} {
  const steps: [number, number][] = [];
  const logs: string[] = [];
  return {
    dataset: 'mnist',
    archive: undefined,
    members: files.map(({member}) => member),
    folder,
    signal,
    progress: (done, total) => steps.push([done, total]),
    log: (message) => logs.push(message),
    steps,
    logs,
  };
}
