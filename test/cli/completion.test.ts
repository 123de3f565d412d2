import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {completionScript, shells, type Completed, type Shell} from '../../src/cli/completion.ts';
import {Cli} from './rig.ts';

const option = {short: undefined, description: "what it's for: a word"};
const completed: Completed = {
  options: [
    {...option, long: '--profile', short: '-p', takes: ['quick', 'standard']},
    {...option, long: '--store', takes: 'path'},
    {...option, long: '--explain', takes: 'target'},
    {...option, long: '--list', takes: 'nothing'},
  ],
  targets: ['report', 'train', 'train/E1/'],
};

/** What the functions of zsh's own completion system would be given. */
const zshStubs = `
  compdef() {}
  _files() { print -l FILES }
  _default() { print -l DEFAULT }
  compadd() { shift; print -l -- \${(M)@:#$PREFIX*} }
  _describe() { local -a names=(\${\${(P)3}%%:*}); print -l -- \${(M)names:#$PREFIX*} }
`;

const drivers: Readonly<Record<Shell, (script: string, words: readonly string[]) => string>> = {
  bash: (script, words) => `
    source ${script}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
    COMP_CWORD=${words.length - 1}; _pipeline_ts; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (script, words) => `${zshStubs}
    source ${script}; words=(${words.map((word) => `'${word}'`).join(' ')})
    CURRENT=${words.length}; PREFIX=$words[-1]; _pipeline_ts`,
  fish: (script, words) => `source ${script}; complete -C '${words.join(' ')}'`,
};

/** What a shell offers for the last of these words. */
function offered(shell: Shell, ...words: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'completion-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  const script = join(folder, 'script');
  writeFileSync(script, completionScript(shell, completed).join('\n'));
  const said = execFileSync(shell, ['-c', drivers[shell](script, words)], {
    encoding: 'utf8',
    cwd: folder,
    env: {...process.env, HOME: folder, XDG_CONFIG_HOME: folder},
  });
  return said.split('\n').flatMap((line) => line.split('\t')[0] || []);
}

const start = ['npx', 'tsx', 'pipeline.ts'] as const;

for (const shell of shells) {
  const isHere = spawnSync(shell, ['-c', ':']).status === 0;
  describe.runIf(isHere)(`completion in ${shell}`, () => {
    it('offers options, choices and targets', () => {
      expect(offered(shell, ...start, '--li')).toEqual(['--list']);
      expect(offered(shell, ...start, '--profile', 'q')).toEqual(['quick']);
      expect(offered(shell, ...start, '-p', 's')).toEqual(['standard']);
      expect(offered(shell, ...start, '--explain', 'tr')).toEqual(['train', 'train/E1/']);
      expect(offered(shell, ...start, 're')).toEqual(['report']);
      expect(offered(shell, ...start, '--list', 'rep')).toEqual(['report']);
    });

    it('leaves other commands alone, and paths to the shell', () => {
      expect(offered(shell, 'npx', 'tsx', 'other.ts', '--li')).not.toContain('--list');
      const files = offered(shell, ...start, '--store', 's');
      expect(files).toEqual({bash: [], zsh: ['FILES'], fish: ['script']}[shell]);
    });
  });
}

it('the command line prints it for its own options and targets', async () => {
  const {code, stdout} = await new Cli().run('--completion', 'bash');
  expect(code).toBe(0);
  expect(stdout).toMatch(/--profile\|-p\) .*'quick standard paper'/);
  expect(stdout).toMatch(/--show\) .*'report measure measure\/value=1 /);
  expect(stdout).toMatch(/--explain .*--completion .*--help/);
});
