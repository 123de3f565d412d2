import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const body = (expression: string) => `
  import {readFile, writeFile} from 'node:fs/promises';
  const read = (file) => readFile(file.path, 'utf8');
  export default async ({parameters, inputs, outputs}) => {
    await writeFile(outputs.out.path, String(${expression}));
  };
`;

/** The bodies of the synthetic DAG that pipeline-driver.ts declares, in a fresh folder. */
export function makeProject(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'bench-pipeline-'));
  mkdirSync(path.join(root, 'bodies'));
  const bodies = {
    data: '"data"',
    train: '(await read(inputs.data)) + parameters.rate',
    summarize: '(await Promise.all(inputs.runs.map(({file}) => read(file)))).join()',
    report: '"report " + (await read(inputs.summary)).length',
  };
  for (const [name, expression] of Object.entries(bodies)) {
    writeFileSync(path.join(root, 'bodies', `${name}.ts`), body(expression));
  }
  writeFileSync(path.join(root, 'package.json'), '{"type": "module"}');
  writeFileSync(path.join(root, 'package-lock.json'), '{"lockfileVersion": 3, "packages": {}}');
  return root;
}
