/** What documents and comments name is there: files, pages, headings, stages. */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {readSections} from './adding/document.ts';

const root = path.join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Folders that are the project's own; what runs and reports leave is not. */
const folders = [
  ...['.ci', '.github', 'bench', 'data', 'docs', 'experiments', 'reports', 'src', 'stages', 'test'],
];
const top = readdirSync(root, {withFileTypes: true})
  .filter((entry) => entry.isFile())
  .map(({name}) => name);
const within = folders.flatMap((folder) => [
  folder,
  ...readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'}).map((name) =>
    path.join(folder, name),
  ),
]);
const files = [...top, ...within];
const there = new Set(files);

const documents = files.filter((name) => name.endsWith('.md') && !name.startsWith('reports/'));
const sources = files.filter((name) => /^(src|stages|experiments|bench)\/.*\.tsx?$/.test(name));

/** What docs/add-an-experiment.md brings is there when its test has done what it says. */
const brought = new Set(
  [...readSections().values()].flatMap((section) => Object.keys(section.files)),
);

/** `<name>` and `*` stand for anything in one part of a path. */
function exists(named: string): boolean {
  const wanted = named.replace(/\/$/, '');
  if (!/[<*]/.test(wanted)) return there.has(wanted) || brought.has(wanted);
  const parts = wanted
    .split(/<[^>]*>|\*/)
    .map((part) => part.replaceAll(/[.+()[\]{}^$|\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`^${parts.join('[^/]+')}$`);
  return files.some((file) => pattern.test(file));
}

/** Paths that a text names between backticks, from the project's folder on. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`\s#]+)`/g)]
    .map(([, word = '']) => word)
    .filter((word) => folders.some((folder) => word.startsWith(`${folder}/`)))
    // A run or a test leaves these.
    .filter((word) => !/^reports\/(<|compare-|index)|^data\/[^/]*\.csv$|-changed\.svg$/.test(word));

const prose = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** As GitHub makes an anchor of a heading. */
const anchorsOf = (text: string): string[] =>
  [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('there are documents, and they name files', () => {
  expect(documents.length).toBeGreaterThan(15);
  expect(documents.flatMap((name) => pathsIn(read(name))).length).toBeGreaterThan(100);
});

// The changelog tells of what was.
describe.each(documents.filter((name) => name !== 'CHANGELOG.md'))('%s', (name) => {
  const text = prose(read(name));

  test('names files that are there', () => {
    expect(pathsIn(text).filter((named) => !exists(named))).toEqual([]);
  });

  test('links pages and headings that are there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target));
    const broken = links.filter((target) => {
      const [file, anchor] = [target.replace(/#.*/, ''), /#(.*)/.exec(target)?.[1]];
      const page = file === '' ? name : path.join(path.dirname(name), file);
      if (!exists(page)) return true;
      return anchor !== undefined && !anchorsOf(read(page)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

test('pages that comments and messages point at are there', () => {
  const named = sources.flatMap((name) =>
    [...read(name).matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([page]) => page),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((page) => !exists(page))).toEqual([]);
});

test('the map of docs/architecture.md draws the stages that there are', () => {
  const [, drawing = ''] = /```mermaid\n([\s\S]*?)```/.exec(read('docs/architecture.md')) ?? [];
  const drawn = new Set(drawing.replace('flowchart LR', '').match(/[a-z][a-z-]*[a-z]/g));
  const stages = readdirSync(path.join(root, 'stages'), {withFileTypes: true})
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect([...drawn].sort()).toEqual(stages.sort());
});
