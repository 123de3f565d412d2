import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf} from '../../src/report/finding.ts';
import {cycleFigure} from './cycle-figure.ts';
import {scheduleFigure} from './schedule-figure.ts';
import * as tables from './tables.ts';

/** Slide "Cyclic Schedules": the picture of a cycle, and the table. */
export default ((summary, verdicts) => [
  cycleFigure(tables.cycle.read(summary), findingOf(verdicts, 'E8a')),
  scheduleFigure(tables.schedules.read(summary), {
    wider: findingOf(verdicts, 'E8b'),
    better: findingOf(verdicts, 'E8c').verdict,
    widerThanNoise: findingOf(verdicts, 'E8d').verdict,
    betterThanNoise: findingOf(verdicts, 'E8e').verdict,
  }),
]) satisfies FigureBuilder;
