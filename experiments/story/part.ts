import {part} from '../../src/pipeline/parts.ts';
import type {Story} from '../../src/report/story.ts';

export const story = part<Story>(
  new URL('./story.ts', import.meta.url),
  () => import('./story.ts'),
);
