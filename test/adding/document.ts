/** Reads docs/add-an-experiment.md as what it is: files to write, lines to change, commands to run. */
import {readFileSync} from 'node:fs';

/** A change of a file that is there: lines that must stand in it once, one after the other, and what they become. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Section {
  /** New files by their path. */
  readonly files: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
  /** Arguments of `npx tsx pipeline.ts`. */
  readonly commands: readonly (readonly string[])[];
}

const page = new URL('../../docs/add-an-experiment.md', import.meta.url);

/** The sections of the page by their headings. */
export function readSections(): ReadonlyMap<string, Section> {
  const [, ...parts] = readFileSync(page, 'utf8').split(/^## /m);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), sectionOf(part)]));
}

function sectionOf(text: string): Section {
  const files: Record<string, string> = {};
  const edits: Edit[] = [];
  const commands: string[][] = [];
  let file = '';
  const takers: Readonly<Record<string, (code: string) => void>> = {
    ts: (code) => (files[file] = code),
    diff: (code) => edits.push(editOf(file, code)),
    sh: (code) => commands.push(...code.trim().split('\n').map(argumentsOf)),
  };
  // A path on a line of its own, and the block below it.
  for (const [, named, language, code] of text.matchAll(
    /^`([^`\n]+)`$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (named) file = named;
    else takers[language](code);
  }
  return {files, edits, commands};
}

const editOf = (file: string, diff: string): Edit => {
  const lines = diff.trimEnd().split('\n');
  const side = (added: string, removed: string) =>
    lines
      .filter((line) => !line.startsWith(removed))
      .filter((line) => line.startsWith(' ') || line.startsWith(added))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return {file, from: side('-', '+'), to: side('+', '-')};
};

function argumentsOf(command: string): string[] {
  const [npx, tsx, pipeline, ...rest] = command.split(' ');
  if ([npx, tsx, pipeline].join(' ') !== 'npx tsx pipeline.ts') throw new Error(command);
  return rest;
}
