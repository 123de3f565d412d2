import {strToU8, zipSync, type Zippable} from 'fflate';

/** Of all members, in the fields of local time, which is what zip holds: equal tables have equal bytes. */
const date = new Date(2017, 10, 17);

/** Where the archive stands beside the report. */
export const tablesArchive = 'data.zip';

/** All tables of a report, and the dictionary of their columns, in one archive. */
export function packTables(files: ReadonlyMap<string, string>): Uint8Array {
  const tables: Zippable = {};
  const names = [...files.keys()].filter((name) => name.startsWith('data/')).sort();
  for (const name of names) tables[name] = [strToU8(files.get(name) ?? ''), {mtime: date}];
  return zipSync(tables, {level: 6});
}
