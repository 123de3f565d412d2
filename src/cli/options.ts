import {Command, CommanderError, InvalidArgumentError, Option} from 'commander';
import {z} from 'zod';
import {deviceChoices, deviceVariable} from '../compute/engine/identity.ts';
import {isaChoices, isaVariable} from '../compute/engine/isa.ts';
import {nearest} from '../pipeline/near.ts';
import {shells, type CompletedOption} from './completion.ts';
import {CliError} from './failure-text.ts';
import {optionWords, words} from './messages.ts';
import {isAddress} from './published.ts';
import type {Study} from './study.ts';
import {userPath} from './user-path.ts';

/** The commands, each the name of its option; without one the pipeline runs. */
const commandNames = [
  'list',
  'dryRun',
  'explain',
  'show',
  'graph',
  'history',
  'compare',
  'verify',
  'materialize',
  'fsck',
  'gc',
  'forget',
  'setup',
  'doctor',
  'completion',
] as const;
export type CommandName = (typeof commandNames)[number] | 'run';

const graphFormats = ['dot', 'mermaid', 'json'] as const;

/** What of the results that stay a gc keeps. */
const kept = ['all', 'records'] as const;
const executors = ['local', 'slurm'] as const;

const OptionsSchema = z.object({
  target: z.array(z.string()).optional(),
  profile: z.string(),
  jobs: z.int().positive().optional(),
  store: z.string().optional(),
  sharedStore: z.string().optional(),
  dataDir: z.string().optional(),
  device: z.enum(deviceChoices).optional(),
  isa: z.enum(isaChoices).optional(),
  asItStands: z.boolean().default(false),
  published: z.union([z.string(), z.literal(false)]).optional(),
  verify: z.string().optional(),
  materialize: z.array(z.string()).optional(),
  executor: z.enum(executors).default('local'),
  slurmPartition: z.string().optional(),
  slurmAccount: z.string().optional(),
  slurmOptions: z.string().optional(),
  slurmFile: z.string().optional(),
  json: z.boolean().default(false),
  list: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  explain: z.string().optional(),
  show: z.string().optional(),
  graph: z.enum(graphFormats).optional(),
  history: z.boolean().default(false),
  compare: z.array(z.string()).optional(),
  fsck: z.boolean().default(false),
  gc: z.boolean().default(false),
  keep: z.enum(kept).default('all'),
  forget: z.string().optional(),
  setup: z.boolean().default(false),
  doctor: z.boolean().default(false),
  completion: z.enum(shells).optional(),
  checkVerdicts: z.string().optional(),
  strict: z.boolean().default(false),
  extendUndecided: z.boolean().default(false),
});
export type Options = z.output<typeof OptionsSchema>;

/** What was asked for; or, for help, version and mistakes, that all is said and how to exit. */
export type Parsed = {readonly options: Options} | {readonly said: 'help' | 'mistake'};

/** Reads the command line. Commander prints help, version and its own complaints. */
export function parseOptions(study: Study, version: string, argv: readonly string[]): Parsed {
  unsetEmpty(deviceVariable, isaVariable);
  const command = declare(study, version).exitOverride();
  try {
    command.parse(argv, {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return {said: error.exitCode === 0 ? 'help' : 'mistake'};
  }
  const options = withTargets(OptionsSchema.parse(command.opts()), command.args);
  if (options.compare && options.compare.length !== 2) {
    process.stderr.write(words.wantsTwo);
    return {said: 'mistake'};
  }
  const alone = aloneIn(options);
  if (alone !== undefined) {
    process.stderr.write(alone);
    return {said: 'mistake'};
  }
  if (options.executor === 'slurm' && options.verify !== undefined) {
    process.stderr.write(words.verifyElsewhere);
    return {said: 'mistake'};
  }
  const asked = askedFor(options);
  if (options.extendUndecided && asked.some((name) => name !== 'dryRun')) {
    process.stderr.write(words.extendAlone);
    return {said: 'mistake'};
  }
  if (asked.length > 1 && !isRehearsedGc(asked)) {
    process.stderr.write(words.oneCommand(asked.map(toFlag)));
    return {said: 'mistake'};
  }
  return {options};
}

/** What to say of an option without the one that it goes with. */
function aloneIn({strict, checkVerdicts, verify, keep, gc}: Options): string | undefined {
  if (strict && checkVerdicts === undefined && verify === undefined) return words.strictAlone;
  return keep !== 'all' && !gc ? words.keepAlone : undefined;
}

/** A variable that is empty counts as not set. */
function unsetEmpty(...names: readonly string[]): void {
  for (const name of names) {
    if (process.env[name] === '') Reflect.deleteProperty(process.env, name);
  }
}

/** Which command was asked for; `--gc --dry-run` is a gc. */
export function commandOf(options: Options): CommandName {
  if (options.gc) return 'gc';
  return askedFor(options).at(0) ?? 'run';
}

/** `pipeline.ts report` means `--target report`. */
const withTargets = (options: Options, targets: readonly string[]): Options =>
  targets.length === 0 ? options : {...options, target: [...(options.target ?? []), ...targets]};

const askedFor = (options: Options) =>
  commandNames.filter((name) => options[name] !== false && options[name] !== undefined);

const isRehearsedGc = (asked: readonly CommandName[]) =>
  asked.length === 2 && asked.includes('gc') && asked.includes('dryRun');

const toFlag = (name: string) =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function declare(study: Study, version: string): Command {
  const [profile] = study.profiles;
  const add = (flags: string, text: string) => new Option(flags, text);
  return new Command('pipeline.ts')
    .usage('[target...] [options]')
    .argument('[target...]', optionWords.targets)
    .description(optionWords.description)
    .version(version, '-V, --version', optionWords.version)
    .helpOption('-h, --help', optionWords.help)
    .addOption(add('-t, --target <name...>', optionWords.target(study.defaultTarget)))
    .addOption(
      oneOf(study.profiles, add('-p, --profile <name>', optionWords.profile)).default(profile),
    )
    .addOption(add('-j, --jobs <count>', optionWords.jobs).argParser(parseCount))
    .addOption(add('--store <dir>', optionWords.store).argParser(parsePath))
    .addOption(add('--shared-store <dir>', optionWords.sharedStore).argParser(parsePath))
    .addOption(add('--published <file>', optionWords.published).argParser(parsePlace))
    .addOption(add('--no-published', optionWords.noPublished))
    .addOption(add('--data-dir <dir>', optionWords.dataDir).argParser(parsePath))
    .addOption(
      oneOf(deviceChoices, add('--device <device>', optionWords.device)).env(deviceVariable),
    )
    .addOption(oneOf(isaChoices, add('--isa <set>', optionWords.isa)).env(isaVariable))
    .addOption(add('--as-it-stands', optionWords.asItStands))
    .addOption(add('--check-verdicts <file>', optionWords.checkVerdicts).argParser(parsePath))
    .addOption(add('--strict', optionWords.strict))
    .addOption(add('--extend-undecided', optionWords.extendUndecided))
    .addOption(add('--json', optionWords.json))
    .optionsGroup(optionWords.clusterGroup)
    .addOption(oneOf(executors, add('--executor <where>', optionWords.executor)).default('local'))
    .addOption(add('--slurm-partition <name>', optionWords.slurmPartition))
    .addOption(add('--slurm-account <name>', optionWords.slurmAccount))
    .addOption(add('--slurm-options <words>', optionWords.slurmOptions))
    .addOption(add('--slurm-file <file>', optionWords.slurmFile).argParser(parsePath))
    .optionsGroup(optionWords.lookGroup)
    .addOption(add('--list', optionWords.list))
    .addOption(add('-n, --dry-run', optionWords.dryRun))
    .addOption(oneOf(graphFormats, add('--graph <format>', optionWords.graph)))
    .addOption(add('--explain <node>', optionWords.explain))
    .addOption(add('--show <node>', optionWords.show))
    .addOption(add('--history', optionWords.history))
    .addOption(add('--compare <verdicts...>', optionWords.compare))
    .optionsGroup(optionWords.careGroup)
    .addOption(add('--setup', optionWords.setup))
    .addOption(add('--doctor', optionWords.doctor))
    .addOption(add('--verify <node>', optionWords.verify).argParser(parseShare))
    .addOption(add('--materialize <node...>', optionWords.materialize))
    .addOption(oneOf(shells, add('--completion <shell>', optionWords.completion)))
    .addOption(add('--fsck', optionWords.fsck))
    .addOption(add('--gc', optionWords.gc))
    .addOption(oneOf(kept, add('--keep <what>', optionWords.keep)).default('all'))
    .addOption(add('--forget <node>', optionWords.forget))
    .addHelpText('after', optionWords.after)
    .allowExcessArguments(false);
}

/** The options as a shell completes them. */
export function completedOptions(study: Study): CompletedOption[] {
  const {options} = declare(study, '');
  const help = {
    long: '--help',
    short: '-h',
    description: optionWords.help,
    takes: 'nothing',
  } as const;
  const declared = options.map(({long, short, description, argChoices, flags}) => ({
    long: long ?? '',
    short,
    description,
    takes: argChoices ?? takenBy(flags),
  }));
  return [...declared, help];
}

/** What an option takes, by the name of its argument: `--store <dir>`. */
function takenBy(flags: string): CompletedOption['takes'] {
  const name = /<(\w+)/.exec(flags)?.at(1);
  if (name === undefined) return 'nothing';
  if (['dir', 'file', 'verdicts'].includes(name)) return 'path';
  return ['node', 'name'].includes(name) ? 'target' : 'text';
}

/** Commander's own choices name all, and not the one that was meant. */
const oneOf = (choices: readonly string[], option: Option): Option =>
  option.choices(choices).argParser((text: string) => {
    if (choices.includes(text)) return text;
    const meant = nearest(text.toLowerCase(), choices, 1);
    throw new InvalidArgumentError(words.wantsChoice(choices, meant));
  });

function parsePath(text: string): string {
  try {
    return userPath(text);
  } catch (error) {
    throw error instanceof CliError ? new InvalidArgumentError(error.message) : error;
  }
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError(words.wantsCount);
  return count;
}

/** A file, or an address on the web. */
const parsePlace = (text: string): string => (isAddress(text) ? text : parsePath(text));

/** A share in percent, when that is what stands there; else it names a node. */
export const percentOf = (text: string): number | undefined =>
  /^\s*[\d.]+\s*%?\s*$/.test(text) ? Number(text.replace('%', '')) : undefined;

function parseShare(text: string): string {
  const percent = percentOf(text) ?? 1;
  if (!(percent > 0 && percent <= 100)) throw new InvalidArgumentError(words.wantsPercent);
  return text;
}
