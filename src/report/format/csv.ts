import type {Table} from '../../tables/table.ts';

/**
 * A table as CSV (RFC 4180, line feeds): names in the first line, empty fields for missing values. A label that
 * programs would read as missing is told apart: `none` for an empty one, `(NA)` for one that they know as a sign.
 */
export function toCsv(table: Table): string {
  const names = table.columns.map((column) => column.name);
  const lines = table.rows.map((row) => names.map((name) => field(row[name] ?? null)));
  return [names.map(field), ...lines].map((line) => `${line.join(',')}\n`).join('');
}

/** What a spreadsheet would compute instead of showing it; a number stays one. */
const isFormula = (value: string | number | boolean): value is string =>
  typeof value === 'string' && /^[=+\-@\t\r]./.test(value) && Number.isNaN(Number(value));

/** What pandas and R take for a missing value, whatever its quotes. */
const missing =
  /^(?:[+-]?(?:1\.#IND|1\.#QNAN|nan)|#N\/A(?: N\/A)?|#NA|<NA>|N\/A|n\/a|NA|NULL|null|None|NaN)$/;

function labelled(value: string | number | boolean): string {
  if (value === '') return 'none';
  const text = String(value);
  return missing.test(text) ? `(${text})` : text;
}

function field(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = isFormula(value) ? `'${value}` : labelled(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
