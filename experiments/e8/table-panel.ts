import {sampleStandardDeviation} from 'simple-statistics';
import type {Panel} from '../../src/report/charts/panel.ts';
import {textTable} from '../../src/report/charts/text-table.ts';
import {tip} from '../../src/report/charts/tip.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {mean} from '../../src/stats/by-seed.ts';
import type {Row} from '../../src/tables/declare.ts';
import {armName} from './arm-name.ts';
import {schedules} from './arms.ts';
import {slideTable, type SlideRow} from './slide-table.ts';
import type * as tables from './tables.ts';

type Training = Row<typeof tables.schedules>;

interface Column {
  readonly title: string;
  readonly of: (run: Training) => number | null;
  readonly text: (value: number) => string;
  readonly slide: keyof SlideRow;
}

const percent = (share: number | null) => (share === null ? null : 100 * share);

const columns: readonly Column[] = [
  {
    title: 'test [%]',
    of: ({testAccuracy}) => percent(testAccuracy),
    text: (value) => value.toFixed(2),
    slide: 'testAccuracy',
  },
  {
    title: 'validation [%]',
    of: ({validationAccuracy}) => percent(validationAccuracy),
    text: (value) => value.toFixed(2),
    slide: 'validationAccuracy',
  },
  {
    title: 'loss [nat]',
    of: ({trainLoss}) => trainLoss,
    text: (value) => value.toFixed(3),
    slide: 'loss',
  },
  {
    title: '‖H‖',
    of: ({frobenius}) => frobenius,
    text: (value) => formatNumber(value),
    slide: 'norm',
  },
];

/** The slide's table: mean ± standard deviation over seeds here, the slide's number below it. */
export const tablePanel = (runs: readonly Training[]): Panel =>
  textTable(
    schedules.flatMap((schedule) =>
      columns.flatMap(({title, of, text, slide}) => {
        const values = runs
          .filter((run) => run.schedule === schedule)
          .flatMap((run) => of(run) ?? []);
        if (values.length === 0) return [];
        const spread = values.length < 2 ? '' : ` ± ${text(sampleStandardDeviation(values))}`;
        const value = `${text(mean(values))}${spread}`;
        const beside = slideTable.get(schedule)?.[slide] ?? '–';
        const row = armName(schedule);
        const said = tip(`${row}, ${title}`, value, `slide ${beside}`);
        return [{row, column: title, value, beside, tip: said}];
      }),
    ),
  );
