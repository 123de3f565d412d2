/** What the tables of all experiments say of themselves: they are declared for readers who see nothing else. */
import {existsSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {z} from 'zod';

const folder = path.join(import.meta.dirname, '../../experiments');
const Declaration = z.object({
  name: z.string(),
  about: z.string(),
  columns: z.record(
    z.string(),
    z.object({type: z.string(), unit: z.string(), meaning: z.string()}),
  ),
});
type Declaration = z.output<typeof Declaration>;

/** Declarations among what a module exports, one by one or as a record of them. */
const declarationsIn = (value: unknown): Declaration[] => {
  const {data} = Declaration.safeParse(value);
  if (data) return [data];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(declarationsIn)
    : [];
};

const declared: Declaration[] = [];
for (const name of readdirSync(folder)) {
  const file = path.join(folder, name, 'tables.ts');
  if (!existsSync(file)) continue;
  const exported: unknown = await import(file);
  declared.push(...declarationsIn(exported));
}

test('tables have names of their own, none that of the dictionary', () => {
  const names = declared.map(({name}) => name);
  expect(names.length).toBeGreaterThan(40);
  expect(new Set([...names, 'dictionary']).size).toBe(names.length + 1);
});

test.each(declared)('$name says what a row and every column is', ({about, columns}) => {
  expect(about).toMatch(/^[\p{Lu}η].{8,}\.$/u);
  for (const [name, {unit, meaning}] of Object.entries(columns)) {
    expect(name).toMatch(/^[a-z][A-Za-z\d]*$/);
    expect(meaning, name).toMatch(/^\S.* .*\S$/);
    expect(unit, name).not.toMatch(/[[\],]/);
  }
});
