/** Does what docs/add-an-experiment.md says in copies of the project, and counts what is touched and what runs again. */
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {z} from 'zod';
import {readSections, type Section} from './document.ts';
import {Scratch, type Event, type Keys} from './scratch.ts';

const sections = readSections();
const section = (name: string): Section => {
  const found = sections.get(name);
  if (found === undefined) throw new Error(`There is no section ${name}.`);
  return found;
};
/** Files that the page itself brings. */
const brought = new Set([...sections.values()].flatMap(({files}) => Object.keys(files)));

function scratch(): Scratch {
  const copy = new Scratch();
  onTestFinished(() => copy.remove());
  return copy;
}

let untouched: Keys;
beforeAll(async () => {
  const copy = new Scratch();
  untouched = await copy.keys();
  copy.remove();
});

/** Nodes of `before` that have another key after, or are gone. */
const changed = (before: Keys, after: Keys): string[] =>
  Object.keys(before).filter((id) => !(id in after) || after[id].key !== before[id].key);
const added = (before: Keys, after: Keys): string[] =>
  Object.keys(after).filter((id) => !(id in before));
/** Stages with the number of their nodes. */
const byStage = (ids: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id.replace(/\/.*/, '')] = (counts[id.replace(/\/.*/, '')] ?? 0) + 1;
  return counts;
};

const report = ['judge-claims/quick', 'render-report/quick'];
const p1 = {train: 6, 'measure-curvature': 6, summarize: 1};

describe('keys of all nodes', () => {
  test.each<[name: string, changes: string[], adds: Record<string, number>]>([
    ['An experiment', report, p1],
    ['A figure', ['render-report/quick'], {}],
    ['A study of the theory', report, {study: 1, summarize: 1}],
    ['A model family', [], {}],
    ['An optimiser', [], {}],
    ['A data set', [], {}],
  ])('%s: one file is touched, no key that need not', async (name, changes, adds) => {
    const copy = scratch();
    copy.add(section(name));
    expect([...copy.touched]).toHaveLength(1);
    const after = await copy.keys();
    expect(Object.keys(untouched).length).toBeGreaterThan(500);
    expect(changed(untouched, after).sort()).toEqual(changes);
    expect(byStage(added(untouched, after))).toEqual(adds);
  });

  test('A kind of measurement: one file is touched, and no key until an experiment plans it', async () => {
    const copy = scratch();
    copy.add(section('An experiment'));
    const before = await copy.keys();
    copy.touched.clear();
    const {files, edits, commands} = section('A kind of measurement');
    copy.add({files, commands, edits: edits.filter(({file}) => !brought.has(file))});
    expect([...copy.touched]).toEqual(['stages/probes.ts']);
    expect(await copy.keys()).toEqual(before);
    copy.add({files: {}, commands, edits: edits.filter(({file}) => brought.has(file))});
    const after = await copy.keys();
    expect(changed(before, after).sort()).toEqual([...report, 'summarize/P1']);
    expect(byStage(added(before, after))).toEqual({'measure-weights': 6});
  });

  test.each([
    ['e7', 'of the random labels, ', 'of random labels, '],
    ['t6', "'T6', tables)", "'T6', {...tables})"],
  ])('an edit of the summary of %s is in its key, and of no other', async (id, from, to) => {
    const copy = scratch();
    copy.change(`experiments/${id}/summary.ts`, from, to);
    const after = await copy.keys();
    expect(changed(untouched, after).sort()).toEqual([...report, `summarize/${id.toUpperCase()}`]);
  });

  test('what a body is given is in its code, and in that of no other', async () => {
    const copy = scratch();
    copy.change('src/models/families/mlp/build.ts', "'logits'", "'last'");
    const after = await copy.keys();
    const ids = Object.keys(untouched);
    const others = ids.filter((id) => after[id].code !== untouched[id].code);
    const given = ids.filter((id) => untouched[id].parts.includes('/families/mlp/'));
    expect(given.length).toBeGreaterThan(100);
    expect(others).toEqual(given);
  });
});

/** The nodes that a run made. */
const made = (events: readonly Event[]): string[] =>
  events.filter(({type}) => type === 'finished').flatMap(({node}) => node ?? []);
/** What a dry run or an explanation says that is not as it was. */
const open = (events: readonly Event[]): string[] =>
  events
    .flatMap(({nodes, explanations}) => nodes ?? explanations ?? [])
    .filter(({status}) => status !== 'cached')
    .map(({node}) => node)
    .sort();

/** The events of every command of a section, run in turn. */
async function follow(copy: Scratch, name: string): Promise<Event[][]> {
  const events: Event[][] = [];
  for (const command of section(name).commands) events.push(await copy.run(...command));
  return events;
}

/** The first line of a CSV file of the report. */
const columnsOf = (copy: Scratch, table: string): string[] =>
  copy.read(`reports/quick/data/${table}.csv`).split('\n')[0].split(',');

function expectShown(copy: Scratch, figure: string, table: string): void {
  expect(copy.read('reports/quick/index.html')).toContain(`id="${figure}"`);
  expect(copy.read(`reports/quick/figures/${figure}.svg`)).toContain('<svg');
  const dictionary = copy.read('reports/quick/data/dictionary.csv');
  for (const column of columnsOf(copy, table)) {
    expect(dictionary).toMatch(new RegExp(`^${table},.*,${column},(number|text|flag),`, 'm'));
  }
}

describe('for real, beside T6 alone', () => {
  test('an experiment, its summary edited, and a probe of it', async () => {
    const copy = scratch();
    copy.leaveOnly('t6');
    expect(made(await copy.run())).toEqual(['study/T6', 'summarize/T6', ...report]);

    copy.add(section('An experiment'));
    const commands = await follow(copy, 'An experiment');
    const [planned, experiment, whole, explained] = commands;
    expect(commands).toHaveLength(4);
    const own = {'acquire-data': 1, ...p1};
    expect(byStage(open(planned))).toEqual({...own, 'judge-claims': 1, 'render-report': 1});
    expect(byStage(made(experiment))).toEqual(own);
    expect(made(whole)).toEqual(report);
    expect(open(explained)).toEqual([]);
    expectShown(copy, 'p1-sharpness', 'p1-runs');

    copy.change(
      'experiments/p1/summary.ts',
      'planned: observations.runs,',
      "planned: observations.runs, notes: ['Three seeds are few.'],",
    );
    const again = [...report, 'summarize/P1'];
    expect(open(await copy.run('--dry-run'))).toEqual(again);
    expect(open(await copy.run('--explain', 'all'))).toEqual(again);
    expect(made(await copy.run())).toEqual(['summarize/P1', ...report]);

    copy.add(section('A kind of measurement'));
    const [probed] = await follow(copy, 'A kind of measurement');
    expect(byStage(made(probed))).toEqual({'measure-weights': 6});
    expect(made(await copy.run())).toEqual(['summarize/P1', 'render-report/quick']);
  });

  test('a figure and a study of the theory', async () => {
    const copy = scratch();
    copy.leaveOnly('t6');
    await copy.run();
    copy.add(section('A figure'));
    expect(made(await copy.run())).toEqual(['render-report/quick']);
    expectShown(copy, 'theory-drift', 'theory-family-ends');

    copy.add(section('A study of the theory'));
    const [studied] = await follow(copy, 'A study of the theory');
    expect(made(studied)).toEqual(['study/P2', 'summarize/P2']);
    expect(made(await copy.run())).toEqual(report);
    expectShown(copy, 'p2-variance', 'p2-variances');
    const Verdicts = z.object({claims: z.object({claim: z.string(), verdict: z.string()}).array()});
    const {claims} = Verdicts.parse(JSON.parse(copy.read('reports/quick/verdicts.json')));
    expect(claims).toContainEqual({claim: 'P2', verdict: 'supported'});
  });

  test('a model family and an optimiser; a data set as far as nothing is fetched', async () => {
    const copy = scratch();
    copy.leaveOnly('t6');
    const names = ['An experiment', 'A model family', 'An optimiser', 'A data set'];
    for (const name of names) copy.add(section(name));
    const design = 'experiments/p1/design.ts';
    const [model = ''] = /model: \{[\s\S]*?\n {8}\},/.exec(copy.read(design)) ?? [];
    copy.change(design, model, "model: {family: 'linear'},");
    copy.change(design, 'batchSize: 50,', "batchSize: 50, optimiser: {name: 'sign'},");
    const cell = 'train/P1/lr=0.05/seed=1';
    expect(made(await copy.run(cell))).toEqual(['acquire-data/mnist', cell]);
    const printed = await copy.print(`
      import {collectionNamed} from './src/data/collections/index.ts';
      console.log((await collectionNamed('kmnist').load()).default.provenance.title);`);
    expect(printed).toBe('KMNIST');
  });
});

test.each(['compiler', 'linter', 'formatter'] as const)(
  'the %s of the project has nothing against any of it',
  async (tool) => {
    const copy = scratch();
    for (const one of sections.values()) copy.add(one);
    expect(brought.size).toBeGreaterThan(20);
    expect(await copy.complaints(tool, [...brought, ...copy.touched])).toBe('');
  },
);
