import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import type {ReadTable} from '../../src/tables/declare.ts';
import type {endColumns} from './line-columns.ts';
import {widthText} from './line-figures.ts';

interface Widths extends Pick<Figure, 'id' | 'experiment' | 'claims' | 'title'> {
  readonly ends: ReadTable<typeof endColumns>;
}

/** Widths of both ends of every line, a group a panel; those that the grid of α cuts off are hollow. */
export function widthsFigure({ends: {table, rows}, ...rest}: Widths): Figure {
  const points = rows.flatMap((line) => {
    const {panel, seed, left, right} = line;
    return [
      {x: 0, name: left, width: line.leftWidth, isOpen: line.leftOpen},
      {x: 1, name: right, width: line.rightWidth, isOpen: line.rightOpen},
    ].flatMap(({x, name, width, isOpen}) =>
      width === null
        ? []
        : [
            {
              group: panel,
              x,
              y: width,
              counted: !isOpen,
              tip: tip(`${panel}, ${name}, seed ${seed}`, `width ${widthText(width, isOpen)}`),
            },
          ],
    );
  });
  const cut = points.filter(({counted}) => !counted).length;
  return {
    ...rest,
    slide: 'Width and $n$',
    caption: `The range of α around an end in which the train loss stays within δ of that end: each point is one end of one line, left (α = 0) or right (α = 1). ${cut === 0 ? 'All ranges end inside the grid of α.' : `The ${cut} hollow ones of ${points.length} reach its border: their width is at least so large, and no median is taken of them.`} Lines join medians of the others.`,
    alt: `Widths of the ends by side: ${points.length === 0 ? 'no line was finished' : points.map((point) => point.tip).join('; ')}.`,
    spec: scatter({
      points,
      groups: seriesGroups(rows.map(({panel}) => panel)),
      x: {title: 'end: 0 left, 1 right'},
      y: {title: 'width in α', logarithmic: true},
    }),
    tables: [table],
  };
}
