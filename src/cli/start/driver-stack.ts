import {fileURLToPath} from 'node:url';
import {originalStack} from '../../pipeline/executors/stack.ts';

/** Translates the frames of a stack that stand in the bundled driver to the sources it was made of. */
export function originalDriverStack(stack: string): string {
  const url = /file:\S+\/start\.mjs(?=:\d)/.exec(stack)?.at(0);
  return url === undefined ? stack : originalStack(stack, fileURLToPath(url));
}
