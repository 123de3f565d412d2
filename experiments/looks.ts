import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {z} from 'zod';
import type {Look} from '../src/judging/looks.ts';
import {replaceFile} from '../src/system/atomic-file.ts';

/** The profiles whose claims may be looked at again when more seeds are there. */
const profiles = ['standard', 'paper'] as const;
export type LookedProfile = (typeof profiles)[number];

export const isLooked = (profile: string): profile is LookedProfile =>
  z.enum(profiles).safeParse(profile).success;

/**
 * All looks that there can be; fixed before the first. The weights sum to 1. Simulated for a family of 21 claims, at an
 * effect of 1.5 standard deviations between seeds: docs/decisions/statistics.md.
 */
export const allLooks: readonly Look[] = [
  {replicates: 8, weight: 0.5},
  {replicates: 16, weight: 0.4},
  {replicates: 32, weight: 0.1},
];

const counted = z.record(z.string(), z.int().min(1).max(allLooks.length));
/** How many looks each experiment has had. */
const Committed = z.strictObject({standard: counted, paper: counted});
type Counts = Readonly<Partial<z.output<typeof counted>>>;

const file = fileURLToPath(new URL('looks.json', import.meta.url));

let committed = Committed.parse(JSON.parse(readFileSync(file, 'utf8')));

/** How many looks each experiment of a profile has had. */
export const committedLooks = (profile: LookedProfile): Counts => committed[profile];

/** Sizes and plans go by these from now on; the file stays as it is. */
export function useLooks(profile: LookedProfile, looks: Counts): void {
  committed = Committed.parse({...committed, [profile]: looks});
}

/** Writes the looks in use to the file that commits them; returns its path. */
export function saveLooks(): string {
  replaceFile(file, `${JSON.stringify(committed, null, 2)}\n`);
  return file;
}

/** The looks of an experiment so far, the last at all its replicates; the first for one that is not in the file. */
export const looksOf = (name: string, profile: LookedProfile): readonly Look[] =>
  allLooks.slice(0, committed[profile][name] ?? 1);
