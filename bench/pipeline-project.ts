import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** What costs least in a body: it is the pipeline that is timed. */
const body = (expression: string) => `
  import {readFileSync, writeFileSync} from 'node:fs';
  const read = (file) => readFileSync(file.path, 'utf8');
  export default ({parameters, inputs, outputs}) => {
    writeFileSync(outputs.out.path, String(${expression}));
  };
`;

/** The bodies of the synthetic DAG that pipeline-driver.ts declares, in a fresh folder. */
export function makeProject(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'bench-pipeline-'));
  mkdirSync(path.join(root, 'bodies'));
  const bodies = {
    data: '"data"',
    train: 'read(inputs.data) + parameters.rate',
    summarize: 'inputs.runs.map(({file}) => read(file)).join()',
    report: '"report " + read(inputs.summary).length',
  };
  for (const [name, expression] of Object.entries(bodies)) {
    writeFileSync(path.join(root, 'bodies', `${name}.ts`), body(expression));
  }
  writeFileSync(path.join(root, 'package.json'), '{"type": "module"}');
  writeFileSync(path.join(root, 'package-lock.json'), '{"lockfileVersion": 3, "packages": {}}');
  return root;
}
