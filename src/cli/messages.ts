import type {Device} from '../compute/engine/identity.ts';
import type {ChangeKind, VerdictChange} from '../judging/check-verdicts.ts';
import type {Outcome} from '../judging/results.ts';
import type {IsaChoice} from '../compute/engine/isa.ts';
import type {Counts, RunOutcome} from '../pipeline/events.ts';
import type {Notice} from '../system/expected-error.ts';
import type {Decision} from '../pipeline/plan.ts';
import type {Span} from '../pipeline/run/forecast.ts';
import {formatDuration} from '../system/duration.ts';
import {formatBytes, formatSpan} from './format.ts';
import type {Untestable} from './study.ts';

/** Every word that the command line says is in this file, but for what errors say of themselves. */

export const optionWords = {
  description:
    'Regenerates every claim, from data to verdict. What did not change is not done again.',
  target: (name: string) =>
    `what to make: a short name, a stage, a cell or a pattern, see --list (default: ${name})`,
  targets: 'the same as --target',
  profile: 'how large the experiments are',
  jobs: 'cells that run at one time (default: one for each core)',
  store: 'folder of the store (default: artifacts/, or $THREE_FACTORS_STORE)',
  sharedStore: 'folder of a store that others use too (or $THREE_FACTORS_SHARED_STORE)',
  published:
    'results that were published: a file, or an address (default: results.zip beside the report)',
  noPublished: 'leave published results out: compute what is in no store',
  dataDir: 'folder with data sets that were downloaded before (or $THREE_FACTORS_DATA_DIR)',
  device: 'where TensorFlow computes (default: a GPU when there is one)',
  isa: 'vector instructions: the same bytes on every CPU with AVX2, or all that this CPU has (default: avx2)',
  asItStands: 'train and probe nothing more: sum up, judge and draw what is finished of a study',
  json: 'say everything as JSON, one event a line (docs/events.md)',
  clusterGroup: 'On a cluster (docs/cluster.md):',
  executor: 'where cells run: on this machine, or as jobs of Slurm',
  slurmPartition: 'the partition that jobs ask for',
  slurmAccount: 'the account that they are charged to',
  slurmOptions: 'further options of sbatch, in one word: --slurm-options "--qos=long --exclude=n3"',
  slurmFile: 'file with defaults, also for single stages (default: slurm.json)',
  lookGroup: 'Look, and run nothing:',
  list: 'the targets; with --target, their cells',
  dryRun: 'what would run, why, and how long it would take',
  explain: 'why a node, or `all`, would run: what changed, the claims affected, the time',
  graph: 'the graph of the stages; with --target, of the cells',
  show: 'one node: key, parameters, inputs, outputs and their files, time, machine, curves',
  history: 'past runs',
  compare: 'what changed between two: each a profile or a verdicts.json',
  checkVerdicts: 'then compare the verdicts with those of a file; exit 4 or 5 when one differs',
  strict: 'with --check-verdicts or --verify: fail on what another CPU may change too',
  extendUndecided: 'give undecided claims of the profile one more look, with more seeds, and go on',
  careGroup: 'Care:',
  setup: 'set up the engine now rather than at the first run',
  doctor: 'tell what this machine has, what is wrong, and what to do',
  verify:
    'make the result of a node, or a share of all (1%), once more in a scratch store, and compare',
  materialize: 'bring the outputs of nodes into the store, made again where they are nowhere',
  completion: 'what a shell is to evaluate to complete options and targets (docs/cli.md)',
  fsck: 'read the whole store and set aside what is damaged',
  gc: 'remove what no clone needs any more; with --dry-run only say what',
  keep: 'with --gc: records keeps results without weights and images (default: all)',
  forget: 'set the result of a node aside, here and in the shared store: it is made anew',
  help: 'this text',
  version: 'the version',
  after:
    '\nExit codes: 0 done, 1 something failed or differs, 2 usage, 3 machine, 4 to 6 verdicts differ, ' +
    '7 within rounding (--strict), ' +
    '130 interrupted.',
} as const;

export const words = {
  wantsChoice: (choices: readonly string[], meant: readonly string[]) =>
    `${meant.map((choice) => `Did you mean ${choice}? `).join('')}Allowed are ${choices.join(', ')}.`,
  wantsCount: 'A whole number from 1 is needed.',
  wantsPercent: 'A share in percent is needed, above 0 and at most 100.',
  temporaryElsewhere: (unusable: string, used: string) =>
    `warning: temporary files cannot be written to ${unusable} (TMPDIR); ${used} is used.`,
  pathEmpty: 'A path is needed, and this is empty.',
  pathNotText: 'A path is needed, and this holds a zero byte.',
  pathOfAnother: (path: string) =>
    `Only your own home folder has a short name, ~: write the other in full, or ./${path} for a name.`,
  pathUnclear: (message: string) => ({
    code: 'PATH_UNCLEAR',
    message,
    next: 'Give another path; a variable may be unset.',
  }),
  pathHangs: (seconds: number) => ({
    code: 'PATH_HANGS',
    message: `Nothing answered there for ${seconds} s.`,
    next: 'See that its disk or file server is there, or name another place.',
  }),
  dataDirAbsent: {
    code: 'DATA_DIR_ABSENT',
    message: 'The folder with data sets is not there.',
    next: 'Correct --data-dir, or leave it out: what is lacking is fetched.',
  },
  notAFile: 'it is no file',
  oneCommand: (flags: readonly string[]) => `error: one of these at a time: ${flags.join(', ')}\n`,
  wantsTwo: 'error: --compare needs two, each a profile or a verdicts.json\n',
  strictAlone: 'error: --strict goes with --check-verdicts or --verify\n',
  keepAlone: 'error: --keep goes with --gc\n',
  extendAlone: 'error: --extend-undecided goes with a run or with --dry-run\n',
  untestable: (profile: string, {claims, needs}: Untestable) =>
    `Not testable at profile ${profile}: ${claims.join(', ')} (needs ${needs}).`,
  verifyElsewhere: 'error: --verify compares on this machine, without --executor slurm\n',
  report: (path: string) => path,
  stopping:
    'Stopping: what is finished is kept, and the next run goes on. Ctrl-C again ends at once.',
  hungUp: (pid: number) =>
    `The terminal is gone; the run goes on. To stop it: kill ${pid} (what is finished is kept).`,
  nothing: 'There is nothing.',

  planned: (cached: number, open: number, left: Span) =>
    open === 0
      ? `All ${cached} results are there.`
      : `${open} to run or to look at again, ${cached} cached: ${formatSpan(left)} if all of them run.`,
  leftOut: (count: number) =>
    `As it stands: ${count} cells are not finished and left out; claims say how many of theirs there are.`,
  counts: ({cached, finished, failed, skipped, cancelled}: Counts) =>
    [
      `${finished} run`,
      `${cached} cached`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(skipped > 0 ? [`${skipped} without inputs`] : []),
      ...(cancelled > 0 ? [`${cancelled} not done`] : []),
    ].join(', '),
  ended: (outcome: RunOutcome, counts: Counts, seconds: number) =>
    `${outcomeWords[outcome]} after ${formatDuration(seconds)}: ${words.counts(counts)}.`,
  whole: 'all',
  shareOfTime: (share: number) => `${Math.floor(100 * share)}% of the time`,
  running: (count: number, queued: number) =>
    `${queued > 0 ? `${queued} queued, ` : ''}${count} running`,
  remaining: (left: Span) => `${formatSpan(left)} left`,
  timing: 'Timing what this machine reaches',
  notTimed: 'This machine could not be timed; how long it will take is told less well at first.',
  more: (count: number) => `and ${count} more`,
  cell: (node: string, done: string, elapsed: number) =>
    `${node}  ${done === '' ? '' : `${done}  `}${formatDuration(elapsed)}`,
  progress: (done: number, total: number, unit: string) => `${done}/${total} ${unit}`,
  stageDone: (stage: string, done: number, total: number) => `${stage}: ${done} of ${total}`,
  retrying: (node: string, attempt: number, message: string, delay: number) =>
    `${node}: attempt ${attempt} failed (${message}); again in ${formatDuration(delay)}.`,
  waiting: (node: string) => `${node}: another run is at it; its result will be used.`,
  skipped: (node: string, missing: readonly string[]) =>
    `${node}: cannot run without ${missing.join(', ')}.`,
  log: (node: string, message: string) => `${node}: ${message}`,
  warning: (node: string | undefined, message: string) =>
    `warning: ${node === undefined ? '' : `${node}: `}${message}`,

  setupWaiting: 'Another process sets up the engine; waiting for it.',
  setupStep: {
    download: 'Fetching TensorFlow',
    unpack: 'Unpacking TensorFlow',
    compile: 'Compiling the binding to TensorFlow',
  },
  setupBytes: (step: string, bytes: number, total: number) =>
    `${step}: ${formatBytes(bytes)} of about ${formatBytes(total)}`,
  setupDone: (folder: string) => `The engine is ready: ${folder}`,

  cellsOf: (stage: string, count: number, summary: string) => [stage, String(count), summary],
  listHead: ['target', 'cells', 'what it does'],
  shortName: 'short name for',
  dryRunHead: ['stage', 'cached', 'runs', 'may run', 'blocked', 'time'],
  /** Cells at one time share a GPU, so that they gain nothing on it that could be foretold. */
  dryRunTotal: (work: number, left: Span, jobs: number, device: Device) =>
    device === 'gpu'
      ? `If all of it runs, ${formatSpan(left)} on the GPU.`
      : `If all of it runs, ${formatSpan(left)} with ${jobs} cells at a time: ${formatDuration(work)} of work on the CPU.`,
  wouldRun: (node: string, reasons: readonly string[]) => [`  ${node}`, reasons.join(', ')],
  explainHead: (name: string, nodes: number, status: Decision['status']) =>
    nodes === 1
      ? `${name}: ${statusWords[status]}`
      : `${nodes} cells of ${name}: each ${statusWords[status]}`,
  explainLabels: {
    cells: 'cells',
    why: 'why',
    change: 'change',
    waits: 'after',
    claims: 'claims',
    job: 'job',
    time: 'time',
  },
  explainCached: (count: number) => `${count} more stay as they are.`,
  historyHead: ['run', 'outcome', 'time', 'cells', 'targets', ''],

  fsckProgress: (blobs: number, bytes: number) => `${blobs} files, ${formatBytes(bytes)}`,
  fsckDone: (manifests: number, blobs: number, bytes: number, problems: number) =>
    `${manifests} results and ${blobs} files (${formatBytes(bytes)}) are sound; ${problems} problems.`,
  fsckIncomplete: (count: number) =>
    `${count} results are known without all of their outputs, which are made again when they are needed.`,
  forgotten: (count: number) =>
    count === 0
      ? 'There is no result to forget.'
      : `${count} set aside; the next run makes them anew.`,
  gcHead: ['result', 'size', 'to make again'],
  gcDone: (done: boolean, results: number, bytes: number, seconds: number) =>
    `${results} results that nobody needs ${done ? 'were' : 'would be'} removed: ` +
    `${formatBytes(bytes)}, ${formatDuration(seconds)} of work to have again.`,
  gcKept: (results: number, bytes: number, clones: number) =>
    `${results} results (${formatBytes(bytes)}) stay, for ${clones} clones or because they are young.`,

  verdictsAgree: (count: number) => `All ${count} verdicts are as expected.`,
  verdictDiffers: ({claim, kind, expected, found, p, reason}: VerdictChange) =>
    `${claim} ${kind}: expected ${verdictWords(expected, p.expected)}, ` +
    `found ${verdictWords(found, p.found)}. ${reason}`,
  verdictsDiffer: (counts: ReadonlyMap<ChangeKind, number>, all: number) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const parts = [...counts].map(([kind, count]) => `${count} ${kind}`);
    return `${total} of ${all} verdicts are not as expected: ${parts.join(', ')}.`;
  },
  verdictsFragile: (strict: boolean) =>
    'Fragile: a corrected p within a factor of two of 5%, so that another CPU may decide otherwise. ' +
    (strict ? 'It fails because of --strict.' : 'That alone does not fail; with --strict it does.'),
  verdictsNotMade: 'No verdicts were made: there is nothing to compare with the expected ones.',
  verdictsMissing: {
    code: 'VERDICTS_MISSING',
    message: 'What was asked for makes no verdicts that could be checked.',
    next: 'Ask for a target with verdicts: --target report',
  },
  verdictsUnread: (reason: string) => ({
    code: 'VERDICTS_UNREADABLE',
    message: `The file with verdicts cannot be read (${reason}).`,
    next: 'Give the verdicts.json of a report, or first make the report of the profile.',
  }),
  verdictsUnreadable: {
    code: 'VERDICTS_UNREADABLE',
    message: 'This file holds no verdicts.',
    next: 'Give the verdicts.json of a report, or first make the report of the profile.',
  },

  reportElsewhere: (folder: string, received: string) => ({
    code: 'REPORT_ELSEWHERE',
    message: `The report could not be written where it belongs; it stands in ${folder}.`,
    received,
    next: 'Let the folder be written and run again: nothing is computed, the report is put there.',
  }),
  reportNowhere: (received: string) => ({
    code: 'REPORT_NOWHERE',
    message: 'The report is made and safe in the store, and no folder takes it.',
    received,
    next: 'Make room or let the folder be written, then run again: nothing is computed.',
  }),
  sidePagesKept: (code: string) =>
    `warning: the pages beside the report could not be written (${code}).`,

  compareHead: (before: string, after: string) => ['claim', 'criterion', before, after, 'z'],
  compared: (changed: number, all: number) =>
    changed === 0
      ? `All ${all} verdicts agree, and no estimate differs by more than two standard errors.`
      : `${changed} of ${all} criteria have another verdict, or an estimate more than two standard errors off.`,

  doctorWell: 'Nothing is wrong.',
  doctorProblem: (problem: string) => `wrong: ${problem}`,
  doctorError: ({message, next}: Notice) => `${message}. ${next}`,
  storeNotWritable: (folder: string, code: string) =>
    `The store ${folder} cannot be written (${code}): give --store another folder.`,
  reportsNotWritable: (folder: string) =>
    `The report cannot be written to ${folder}: a run puts it into the folder of the store, and exits with 3.`,
  codeNotWritable: (folder: string) =>
    `Code that is ready to run cannot be kept in ${folder}: let it be written, or set THREE_FACTORS_CACHE.`,
  sharedAbsent: (folder: string) => `The shared store ${folder} is not there: create or mount it.`,
  diskLow: (folder: string, bytes: number) =>
    `The disk of ${folder} has ${formatBytes(bytes)} free: make room, --gc helps.`,
  threads: (jobs: number, cores: number) => `${jobs} workers of one thread, on ${cores} cores`,
  isa: (effective: string, choice: IsaChoice) =>
    choice === 'native'
      ? `${effective} (--isa native: all that this CPU has), by oneDNN`
      : `${effective} (the same bytes on every CPU that has it), by oneDNN`,
  ready: 'ready',
  notReady: 'not set up yet (npm run setup; the first run does it too)',
  free: formatBytes,

  errorHead: (code: string, message: string) => `error ${code}: ${message}`,
  errorFields: {where: 'where', received: 'received', job: 'job', log: 'log', next: 'next'},
  bug: 'This is a bug of the program. Please report it with the text above.',
  outputLost: {
    message: 'Some of what was to be said could not be written.',
    next: 'Make room where standard output goes, and ask again; results that were made are kept.',
  },
} as const;

/** `supported (corrected p 0.0495)`: three digits, since two would hide on which side of 5% it lies. */
const verdictWords = (verdict: Outcome | null, p: number | null) =>
  (verdict ?? 'no such claim') +
  (p === null ? '' : ` (corrected p ${p < 0.001 ? '< 0.001' : Number(p.toPrecision(3))})`);

const statusWords: Readonly<Record<Decision['status'], string>> = {
  cached: 'stays as it is',
  run: 'runs',
  'may run': 'may run, if what it reads comes out different',
  blocked: 'cannot run: an input is missing',
};

const outcomeWords: Readonly<Record<RunOutcome, string>> = {
  completed: 'Done',
  failed: 'Done in part',
  aborted: 'Stopped',
};
