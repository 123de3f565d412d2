import {execa} from 'execa';
import {freeBytes, makeFolder} from '../../system/folder.ts';
import {cacheRefusal} from './contents.ts';
import {EngineError} from './errors.ts';

interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  readonly packages: string;
}

const tools: readonly Tool[] = [
  {command: 'python3', args: ['-m', 'pip', '--version'], packages: 'python3 python3-pip'},
  {command: 'g++', args: ['--version'], packages: 'g++'},
];

const answers = async ({command, args}: Tool) => {
  const {failed} = await execa(command, args, {reject: false, stdin: 'ignore'});
  return !failed;
};

/** The tools a set-up needs that this machine lacks, in words. */
export async function missingTools(): Promise<readonly Tool[]> {
  const found = await Promise.all(tools.map(answers));
  return tools.filter((_, index) => !found[index]);
}

/**
 * Checks everything that a set-up needs before it fetches anything.
 *
 * @throws {EngineError} `ENGINE_PLATFORM`, `ENGINE_PREREQUISITE`, `ENGINE_CACHE` or `ENGINE_DISK_SPACE`.
 */
export async function checkPrerequisites(folder: string, neededBytes: number): Promise<void> {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64')
    throw new EngineError({
      code: 'ENGINE_PLATFORM',
      message: `The engine runs on linux-x64; this machine is ${platform}.`,
      received: platform,
      next: 'Run in a linux-x64 container or virtual machine.',
    });
  const missing = await missingTools();
  if (missing.length > 0)
    throw new EngineError({
      code: 'ENGINE_PREREQUISITE',
      message: `Setting up the engine needs ${missing.map(({command, args}) => [command, ...args.slice(0, 2)].filter((word) => word !== '--version').join(' ')).join(' and ')}, not found here.`,
      received: missing.map(({command}) => command).join(', '),
      next: `sudo apt-get install -y ${missing.map(({packages}) => packages).join(' ')}`,
    });
  const free = await freeBytes(await madeFolder(folder));
  if (free < neededBytes)
    throw new EngineError({
      code: 'ENGINE_DISK_SPACE',
      message: `Setting up the engine needs ${megabytes(neededBytes)} MB in ${folder}; ${megabytes(free)} MB are free.`,
      received: folder,
      next: 'Free some space, or name another folder: THREE_FACTORS_CACHE=/path npm run setup',
    });
}

async function madeFolder(folder: string): Promise<string> {
  try {
    await makeFolder(folder);
    return folder;
  } catch (error) {
    throw cacheRefusal(folder, error);
  }
}

const megabytes = (bytes: number) => Math.round(bytes / 1e6).toString();
