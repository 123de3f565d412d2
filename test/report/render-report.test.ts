import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {strFromU8, unzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import packageJson from '../../package.json' with {type: 'json'};
import {project} from '../../experiments/story/cited.ts';
import story from '../../experiments/story/story.ts';
import {packTables} from '../../src/report/pack-tables.ts';
import {renderReport} from '../../src/report/render-report.tsx';
import type {Story} from '../../src/report/story.ts';
import {figureBuilders} from './builders.ts';
import {inventedInput} from './fixtures/invented.ts';

const files = await renderReport(inventedInput, {story, figures: figureBuilders});
const index = files.get('index.html') ?? '';

describe('renderReport', () => {
  it('is a pure function: the same input gives the same bytes', async () => {
    expect([
      ...(await renderReport(structuredClone(inventedInput), {story, figures: figureBuilders})),
    ]).toEqual([...files]);
  });

  it('stays far below two megabytes', () => {
    expect(Buffer.byteLength(index)).toBeLessThan(700_000);
  });

  it('links only files that it brings, the page of the run and its results', () => {
    const links = [...index.matchAll(/href="([^#"][^"]*)"/g)].map(([, href]) => href);
    expect(links.length).toBeGreaterThan(5);
    expect(
      links.filter(
        (href) => !['run.html', 'results.zip', 'data.zip'].includes(href) && !files.has(href),
      ),
    ).toEqual([]);
  });

  it('links only anchors that exist, and none exists twice', () => {
    const ids = [...index.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const targets = [...index.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it('allows its own style and script by hash and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(index)?.[1] ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(index).not.toMatch(/ style="| on\w+="/);
  });

  it('names the profile wherever it shows a number', () => {
    expect(index.match(/profile invented/g)?.length).toBeGreaterThan(inventedInput.claims.length);
  });

  it('says which runs did not end as planned', () => {
    expect(index).toContain('train/E1/lr=0.005,batch=1000/seed=0');
    expect(index).toContain('summarize/E3');
  });

  it('says of every column of every table what it means, and nothing else', () => {
    const columns = [...files]
      .filter(([name]) => name.endsWith('.csv'))
      .flatMap(([name, table]) => {
        const [heading = ''] = table.split('\n');
        return heading.split(',').map((column) => [path.basename(name, '.csv'), column]);
      });
    expect(columns.length).toBeGreaterThan(20);
    const [heading, ...said] = (files.get('data/dictionary.csv') ?? '').trim().split('\n');
    expect(heading).toBe('table,row,column,type,unit,meaning');
    const fields = /^([a-z\d-]+),("[^"]+"|[^",]+),(\w+),(number|text|flag),([^,]+),(\S.*)$/;
    const told = said.map((line) => fields.exec(line) ?? []);
    expect(told.map(([, table, , column]) => [table, column])).toEqual(columns);
  });

  it('names for every figure and every judged claim the command that checks a raw run of it', () => {
    const runs = [...index.matchAll(/npx tsx pipeline\.ts --verify (\S+) --profile invented</g)];
    const finished = new Set(
      inventedInput.lineage.filter((one) => one.finished).map(({node}) => node),
    );
    for (const [, node = ''] of runs) expect(finished).toContain(node);
    // The hero is one of them once more.
    const figures = index.match(/<figure\b(?! class="hero")/g) ?? [];
    const judged = inventedInput.experiments.flatMap(({summary}) => summary?.evidence ?? []);
    expect(runs.length).toBeGreaterThanOrEqual(figures.length + judged.length);
    expect(new Set(runs.map(([, node]) => node)).size).toBeGreaterThan(3);
  });

  it('describes its results in the RO-Crate', () => {
    const crate = z
      .object({'@graph': z.array(z.looseObject({'@id': z.string()}))})
      .parse(JSON.parse(files.get('ro-crate-metadata.json') ?? ''));
    const of = (id: string) => crate['@graph'].find((one) => one['@id'] === id);
    expect(of('results.zip')).toMatchObject({'@type': 'File', encodingFormat: 'application/zip'});
    expect(of('./')?.['hasPart']).toContainEqual({'@id': 'results.zip'});
  });

  it('lists every file in the RO-Crate', () => {
    const crate = files.get('ro-crate-metadata.json') ?? '';
    for (const name of files.keys()) expect(crate).toContain(`"@id": "${name}"`);
  });
});

it('cites the verdicts by their hash, and the software by its authors', () => {
  const hash = createHash('sha256')
    .update(files.get('verdicts.json') ?? '')
    .digest('hex');
  expect(index).toContain(`profile invented, verdicts.json of SHA-256 ${hash}`);
  expect(index).toContain('author = {{the three-factors-sgd authors}}');
});

it('draws the same for any viewer of Vega-Lite: schema, title, description and size', () => {
  const specs = [...files].filter(([name]) => name.endsWith('.vl.json'));
  expect(specs.length).toBeGreaterThan(4);
  for (const [, text] of specs) {
    const spec = z
      .looseObject({
        $schema: z.url(),
        title: z.array(z.string().min(1)).min(1),
        description: z.string().min(20),
        width: z.number().optional(),
        concat: z.array(z.looseObject({})).optional(),
      })
      .parse(JSON.parse(text));
    expect(spec.concat ?? spec.width).toBeDefined();
  }
});

it('packs every table, and the same tables into the same bytes', () => {
  const packed = packTables(files);
  const members = unzipSync(packed);
  const tables = [...files.keys()].filter((name) => name.startsWith('data/'));
  expect(Object.keys(members).sort()).toEqual(tables.sort());
  expect(strFromU8(members['data/e1-runs.csv'] ?? new Uint8Array())).toBe(
    files.get('data/e1-runs.csv'),
  );
  expect(packTables(new Map([...files].toReversed()))).toEqual(packed);
});

it('says nothing of a paper but what the story says', async () => {
  const other: Story = {
    protocol: {commit: '0'.repeat(40), measured: ['Twice.'], departures: []},
    title: 'Two Laws of Cooling',
    kicker: 'Newton, checked',
    source: {whole: 'essay', parts: 'pages'},
    families: {},
    findings: [],
    heroes: [],
    names: {},
    effects: () => new Map(),
    scales: () => new Map(),
    chapters: [{title: 'Heat', slides: [{heading: 'Kettle', text: 'It cools.'}]}],
    beyond: 'Beyond the essay',
    tags: '[me] chosen here.',
    project: {
      name: 'cooling',
      title: 'Cooling',
      authors: ['C'],
      version: '7',
      released: '2026-01-02',
      license: 'MIT',
    },
    paper: {...story.paper, key: 'newton', title: 'Scala', authors: ['N'], identifier: 'arXiv:1'},
  };
  const nothing = {...inventedInput, reductions: [], claims: [], experiments: [], lineage: []};
  const cooling = await renderReport(nothing, {story: other, figures: {}});
  const page = cooling.get('index.html') ?? '';
  for (const words of [
    '<h1>Two Laws of Cooling</h1>',
    'Newton, checked',
    'Kettle',
    'claims of the essay',
    '@misc{newton,',
  ])
    expect(page).toContain(words);
  expect(page + (cooling.get('ro-crate-metadata.json') ?? '')).not.toMatch(
    /SGD|talk|Three|[Ss]lides/,
  );
});

it('cites the version of the package, as CITATION.cff does', () => {
  const cff = readFileSync(new URL('../../CITATION.cff', import.meta.url), 'utf8');
  expect(cff).toContain(`\nversion: ${project.version}\n`);
  expect(cff).toContain(`\ndate-released: ${project.released}\n`);
  for (const author of project.authors) expect(cff).toContain(`  - name: ${author}\n`);
  expect(project.version).toBe(packageJson.version);
  expect(index).toContain(packageJson.version);
});
