import {existsSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {z} from 'zod';
import packageJson from '../package.json' with {type: 'json'};

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const document = readFileSync(at('docs/decisions/dependencies.md'), 'utf8');
const [, toRun = '', toDevelop = ''] = document.split(/^## .*$/m);

interface Row {
  readonly name: string;
  readonly licence: string;
  readonly since: string;
  readonly why: string;
}

const rowsOf = (part: string): Row[] =>
  [...part.matchAll(/^\| *(\S+) *\| *(\S+) *\| *(\d.*?) *\| *(.*?) *\|$/gm)].map(
    ([, name = '', licence = '', since = '', why = '']) => ({name, licence, since, why}),
  );

test.each([
  ['to run', toRun, packageJson.dependencies],
  ['to develop', toDevelop, packageJson.devDependencies],
])('every package that is needed %s has its reason, and no other has', (_, part, needed) => {
  const rows = rowsOf(part);
  expect(rows.map(({name}) => name)).toEqual(Object.keys(needed).sort());
  for (const {since, why} of rows) {
    expect(since).toMatch(/^20\d\d, (very many|many|some|few)$/);
    expect(why).toMatch(/^\S.{10,}\.$/);
  }
});

const Described = z.object({license: z.string().optional()});

test('licences are those that the packages state', () => {
  for (const {name, licence} of rowsOf(document)) {
    const file = at(`node_modules/${name}/package.json`);
    expect(existsSync(file), name).toBe(true);
    const {license = licence} = Described.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(licence, name).toBe(license);
  }
});
