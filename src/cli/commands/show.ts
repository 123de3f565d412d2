import {parseFingerprint} from '../../pipeline/parse-fingerprint.ts';
import {isMany, type PipelineNode} from '../../pipeline/node.ts';
import {openPlan, type Plan} from '../../pipeline/open-plan.ts';
import type {Shown} from '../../pipeline/shown.ts';
import {resolveTarget} from '../../pipeline/target.ts';
import {blobPath} from '../../store/layout.ts';
import type {Manifest, OutputRecord, Store} from '../../store/types.ts';
import {formatDuration} from '../../system/duration.ts';
import type {Json} from '../../system/json.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {CliError} from '../failure-text.ts';
import {alignColumns, formatBytes} from '../format.ts';
import {words} from '../messages.ts';
import {plotCurve} from '../plot.ts';
import {openPlanOptions, type Session} from '../session.ts';
import {showWords} from '../show-words.ts';

const SIZE = {columns: 56, rows: 6};

/** The most nodes that are named where there are many. */
const NAMED = 3;

/** All that is to be known of one node: its result where there is one, else its last. */
export async function showCommand(session: Session): Promise<ExitCode> {
  const planOptions = await openPlanOptions(session, {lookOnly: true});
  const node = oneNode(resolveTarget(planOptions.pipeline, session.options.show ?? ''));
  const {store} = planOptions;
  const plan = await openPlan({...planOptions, targets: [node]});
  const {key, isCurrent} = keyOf(plan, node);
  const manifest = key === undefined ? undefined : await store.find(key);
  const shown = manifest ? await shownOf(session, store, manifest) : [];
  const {parameters, seed} = parseFingerprint(manifest?.preimage) ?? node;
  logNode(session, {node, key, isCurrent, manifest, parameters, seed, shown});
  return exitCodes.ok;
}

function oneNode([node, ...others]: readonly PipelineNode[]): PipelineNode {
  if (others.length === 0) return node;
  const names = [node, ...others].slice(0, NAMED).map(({id}) => id);
  throw new CliError({...showWords.one(1 + others.length), received: names.join(', ')});
}

/** That of the result as it would be made now; else of the one that was made last. */
function keyOf({decisions, lastKeys}: Plan, {id}: PipelineNode) {
  const decision = decisions.get(id);
  return decision?.status === 'cached'
    ? {key: decision.manifest.key, isCurrent: true}
    : {key: lastKeys.get(id), isCurrent: false};
}

/** What the study has to say of the outputs whose bytes are here. */
async function shownOf({study}: Session, store: Store, {outputs}: Manifest): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const [name, output] of Object.entries(outputs)) {
    if (output.form === 'tree' || !(await store.holds({[name]: output}))) continue;
    const said = await study.show?.(output.kind, await store.checkout(output, ''));
    if (said) shown.push(said);
  }
  return shown;
}

interface Told {
  readonly node: PipelineNode;
  readonly key: string | undefined;
  readonly isCurrent: boolean;
  readonly manifest: Manifest | undefined;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly seed: number;
  readonly shown: readonly Shown[];
}

function logNode(session: Session, told: Told): void {
  const {node, key, isCurrent, manifest, parameters, seed, shown} = told;
  const {provenance, outputs = {}} = manifest ?? {};
  const labels = showWords.labels;
  const rows = (label: string, values: readonly string[]) =>
    values.map((value, index) => [index === 0 ? label : '', value]);
  session.logger.result(
    {
      type: 'node',
      ...{node: node.id, key: key ?? null, current: isCurrent, parameters, seed},
      ...{inputs: inputNames(node), outputs: {...outputs}, provenance: provenance ?? null},
    },
    [
      node.id,
      ...alignColumns([
        ...rows(labels.state, [showWords.state(isCurrent, manifest !== undefined)]),
        ...rows(labels.key, key === undefined ? [] : [key]),
        ...rows(labels.seed, [String(seed)]),
        ...rows(labels.parameters, namedValues(parameters)),
        ...rows(labels.inputs, inputLines(node)),
        ...rows(labels.outputs, outputLines(session, outputs)),
        ...rows(labels.made, provenance === undefined ? [] : madeLines(provenance)),
        ...shown.flatMap(({facts}) => facts.map(([name, value]) => [name, value])),
        ...rows(labels.again, [commandOf(session, node)]),
      ]).map((line) => `  ${line}`),
      ...shown
        .flatMap(({curves}) => curves)
        .flatMap((curve) => ['', ...plotCurve(curve, SIZE).map((line) => `  ${line}`)]),
    ],
  );
}

const inputNames = ({inputs}: PipelineNode) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, wire]) => [
      name,
      isMany(wire) ? wire.map((one) => one.node) : wire.node,
    ]),
  );

const inputLines = (node: PipelineNode): string[] =>
  Object.entries(inputNames(node)).map(([name, nodes]) => {
    if (typeof nodes === 'string') return `${name}: ${nodes}`;
    const more = nodes.length > NAMED ? [words.more(nodes.length - NAMED)] : [];
    return `${name}: ${[...nodes.slice(0, NAMED), ...more].join(', ')}`;
  });

const outputLines = ({places}: Session, outputs: Readonly<Record<string, OutputRecord>>) =>
  Object.entries(outputs).map(([name, {form, bytes, files, sha256}]) => {
    const place = form === 'file' ? blobPath(places.store, sha256) : showWords.tree(files.length);
    return `${name}: ${place} (${formatBytes(bytes)})`;
  });

/** Flat, one a line: `schedule: {"kind":"constant"}`. */
const namedValues = (values: Readonly<Record<string, Json>>): string[] =>
  Object.entries(values).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );

function madeLines({seconds, ...facts}: Readonly<Record<string, Json>>): string[] {
  const took = typeof seconds === 'number' ? [formatDuration(seconds)] : [];
  return [...took, ...namedValues(facts)];
}

/** What makes it once more and compares the bytes, to be pasted into a shell. */
function commandOf({options, study}: Session, {id}: PipelineNode): string {
  const {profile, store} = options;
  const chosen = [
    ...(profile === study.profiles[0] ? [] : ['--profile', profile]),
    ...(store === undefined ? [] : ['--store', quoted(store)]),
  ];
  return ['npx tsx pipeline.ts', quoted(id), '--verify 100%', ...chosen].join(' ');
}

const quoted = (text: string) =>
  /^[\w./,:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
