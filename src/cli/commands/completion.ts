import {completionScript} from '../completion.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {completedOptions} from '../options.ts';
import type {Session} from '../session.ts';

/** Prints what a shell is to evaluate so that it completes options, choices and targets. */
export async function completionCommand({study, options, logger}: Session): Promise<ExitCode> {
  const {completion: shell = 'bash'} = options;
  const {aliases, nodes} = await study.pipelineFor(options.profile);
  const targets = new Set(aliases.keys());
  // A thousand cells would help nobody: stages, and their cells by the first part of the name.
  for (const id of nodes.keys()) {
    const [stage, first, ...rest] = id.split('/');
    targets.add(stage);
    targets.add(`${stage}/${first}${rest.length > 0 ? '/' : ''}`);
  }
  const script = completionScript(shell, {
    options: completedOptions(study),
    targets: [...targets],
  });
  logger.result({type: 'completion', shell, script: script.join('\n')}, script);
  return exitCodes.ok;
}
