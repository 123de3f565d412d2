import type {TopLevelSpec} from 'vega-lite';
import {type Panel, panels} from '../../src/report/charts/panel.ts';

/** Panels whose groups have nothing to do with each other: each with colours and a legend of its own. */
export const apart = (
  list: readonly {readonly title: string | string[]; readonly panel: Panel}[],
): TopLevelSpec => ({
  ...panels(list),
  resolve: {
    scale: {color: 'independent', shape: 'independent', strokeDash: 'independent'},
    legend: {color: 'independent', shape: 'independent', strokeDash: 'independent'},
  },
});
