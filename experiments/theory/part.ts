import {part} from '../../src/pipeline/parts.ts';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import type {StudyFindings} from './summary.ts';

export const theoryFigures = part<FigureBuilder>(
  new URL('./figures.ts', import.meta.url),
  () => import('./figures.ts'),
);

export const theorySummary = part<(studies: readonly StudyFindings[]) => ExperimentSummary>(
  new URL('./summary.ts', import.meta.url),
  () => import('./summary.ts'),
);
