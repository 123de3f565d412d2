import {readFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {z} from 'zod';
import {chooseDevice} from '../compute/engine/identity.ts';
import {chooseIsa} from '../compute/engine/isa.ts';
import {checkPaths} from './check-paths.ts';
import {findPlaces, namedPaths} from './environment.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {explainError} from './failure-text.ts';
import {openLogger} from './loggers/open-logger.ts';
import {openOutlets} from './loggers/outlets.ts';
import {words} from './messages.ts';
import {settlePathVariables} from './path-variables.ts';
import {commandOf, parseOptions, type CommandName} from './options.ts';
import type {Session} from './session.ts';
import type {Study} from './study.ts';
import {settleTemporaryFolder} from './temporary-folder.ts';

// Compiling schemas takes a start longer than what it saves in reading a thousand manifests.
z.config({jitless: true});

/** The command line of a study: reads what is asked for, does it, says how it went, and exits. */
export async function main(study: Study, argv = process.argv.slice(2)): Promise<never> {
  const outlets = openOutlets();
  const exitCode = await perform(study, argv);
  const said = await outlets.close();
  process.exit(said || exitCode !== exitCodes.ok ? exitCode : exitCodes.unavailable);
}

async function perform(study: Study, argv: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(study, await readVersion(study.root), argv);
  if ('said' in parsed) return parsed.said === 'help' ? exitCodes.ok : exitCodes.usage;
  const {options} = parsed;
  if (options.device !== undefined) chooseDevice(options.device);
  if (options.isa !== undefined) chooseIsa(options.isa);
  const jobs = options.jobs ?? (options.executor === 'slurm' ? MANY : availableParallelism());
  const logger = await openLogger(options.json);
  try {
    settlePathVariables(process.env);
    const moved = settleTemporaryFolder(process.env);
    if (moved) logger.remark(words.temporaryElsewhere(moved.unusable, moved.used));
    const places = findPlaces(study, options);
    const command = commandOf(options);
    if (command !== 'doctor') await checkPaths(namedPaths(options));
    const session: Session = {study, options, places, logger, jobs};
    if (options.extendUndecided)
      await (await import('./extend-undecided.ts')).extendUndecided(session);
    return await commands[command](session);
  } catch (error) {
    const {text, exitCode} = explainError(error);
    logger.failure(text);
    return exitCode;
  } finally {
    logger.close();
  }
}

/** A cluster's own limits hold: what it does not start waits in its queue. */
const MANY = 1_000_000;

type Command = (session: Session) => ExitCode | Promise<ExitCode>;

/** Loaded when they are asked for: a run that has nothing to do must not pay for the others. */
const commands: Readonly<Record<CommandName, Command>> = {
  run: async (session) => (await import('./commands/run.ts')).runCommand(session),
  list: async (session) => (await import('./commands/list.ts')).listCommand(session),
  dryRun: async (session) => (await import('./commands/dry-run.ts')).dryRunCommand(session),
  explain: async (session) => (await import('./commands/explain.ts')).explainCommand(session),
  show: async (session) => (await import('./commands/show.ts')).showCommand(session),
  graph: async (session) => (await import('./commands/graph.ts')).graphCommand(session),
  history: async (session) => (await import('./commands/history.ts')).historyCommand(session),
  compare: async (session) => (await import('./commands/compare.ts')).compareCommand(session),
  verify: async (session) => (await import('./commands/verify.ts')).verifyCommand(session),
  materialize: async (session) => (await import('./commands/run.ts')).runCommand(session),
  fsck: async (session) => (await import('./commands/fsck.ts')).fsckCommand(session),
  gc: async (session) => (await import('./commands/gc.ts')).gcCommand(session),
  forget: async (session) => (await import('./commands/forget.ts')).forgetCommand(session),
  setup: async (session) => (await import('./commands/setup.ts')).setupCommand(session),
  completion: async (session) =>
    (await import('./commands/completion.ts')).completionCommand(session),
  doctor: async (session) => (await import('./commands/doctor.ts')).doctorCommand(session),
};

async function readVersion(root: string): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  return z.object({version: z.string()}).parse(JSON.parse(text)).version;
}
