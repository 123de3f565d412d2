/** What the nodes of a study have in their keys: their own folder, and of it no more than they use. */
import path from 'node:path';
import {expect, test} from 'vitest';
import {experiments} from '../../experiments/index.ts';
import {bodyCode} from '../../src/pipeline/code/body-code.ts';
import type {BodyCode} from '../../src/pipeline/code/code.ts';
import {readCode} from '../../src/pipeline/code/read-code.ts';
import {study} from '../../stages/study/stage.ts';
import {summarize} from '../../stages/summarize/stage.ts';

const root = path.resolve(import.meta.dirname, '../..');
const plans = experiments.flatMap(({id, design, summary}) =>
  (design('standard').studies ?? []).map((plan) => ({id, plan, summary})),
);

/** The files of experiments that a bundle holds something of, by the names of its declarations. */
async function reached(code: BodyCode): Promise<string[]> {
  const read = await readCode([code], {root});
  const names = Object.keys(read.get(code.name)?.symbols ?? {});
  const files = new Set(names.map((name) => name.slice(0, name.lastIndexOf('#'))));
  return [...files].filter((file) => file.startsWith('experiments/'));
}

test('there are studies', () => expect(plans.map(({id}) => id)).toContain('T1'));

test.each(plans)(
  'the study of $id holds its own folder, without sizes, claims, words of tables and figures',
  async ({id, plan}) => {
    const folder = `experiments/${id.toLowerCase()}`;
    const files = await reached(bodyCode(study, {study: plan.study}));
    expect(files).toContain(`${folder}/study.ts`);
    for (const file of files) {
      expect(file.startsWith(`${folder}/`)).toBe(true);
      expect(file).not.toMatch(/\/(sizes|design|claims|tables|summary|figures)\.ts$/);
    }
  },
);

test.each(plans)(
  'the summary of $id holds its claims and tables, and not how they are found',
  async ({id, summary}) => {
    const folder = `experiments/${id.toLowerCase()}`;
    const files = await reached(bodyCode(summarize, {summary}));
    expect(files).toEqual(expect.arrayContaining([`${folder}/claims.ts`, `${folder}/tables.ts`]));
    for (const file of files) {
      expect(file).toMatch(
        new RegExp(`^(${folder}/(claims|tables|summary)|experiments/shared/.+)\\.ts$`),
      );
    }
  },
);
