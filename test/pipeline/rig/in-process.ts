import {pathToFileURL} from 'node:url';
import type {Executor} from '../../../src/pipeline/executors/executor.ts';

/** Runs bodies here, without processes, for tests that run many pipelines. */
export const inProcess = (): Executor => ({
  async execute({bundle, ...context}) {
    const module: unknown = await import(pathToFileURL(bundle.file).href);
    try {
      if (hasBody(module)) await module.default(context);
      return undefined;
    } catch (error) {
      return {code: 'BODY_THREW', message: String(error), transient: false, received: '', next: ''};
    }
  },
  stop: () => Promise.resolve(),
  close: () => Promise.resolve(),
});

const hasBody = (module: unknown): module is {default: (context: object) => Promise<void>} =>
  typeof module === 'object' && module !== null && 'default' in module;
