import type {Table} from '../../tables/table.ts';

/** A table as CSV (RFC 4180, line feeds): names in the first line, empty fields for missing values. */
export function toCsv(table: Table): string {
  const names = table.columns.map((column) => column.name);
  const lines = table.rows.map((row) => names.map((name) => field(row[name] ?? null)));
  return [names.map(field), ...lines].map((line) => `${line.join(',')}\n`).join('');
}

/** What a spreadsheet would compute instead of showing it; a number stays one. */
const isFormula = (value: string | number | boolean): value is string =>
  typeof value === 'string' && /^[=+\-@\t\r]./.test(value) && Number.isNaN(Number(value));

function field(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = isFormula(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
