import type {ComponentChild} from 'preact';
import type {ExperimentSummary} from '../judging/results.ts';

/** What a report says beside its results: the words of who tests the claims. */
export interface Story {
  /** Title of the work whose claims are tested. */
  readonly title: string;
  /** The line above the title: by whom it is, and what is done with it. */
  readonly kicker: string;
  readonly source: Source;
  /** Families of claims as the first sentence counts them: `claims on the theory`; in the order of the sentence. */
  readonly families: Readonly<Record<string, string>>;
  /** What the first screen says, a paragraph each. */
  readonly findings: readonly FindingGroup[];
  /** Families whose strongest figure may stand on the first screen. */
  readonly heroes: readonly string[];
  /** Names of claims in a few words, by id; one without is called by its title. */
  readonly names: Readonly<Record<string, string>>;
  /** What claims come to in natural units, by id, as far as the tables tell: `79.2 → 79.7 %`. */
  readonly effects: (summaries: readonly ExperimentSummary[]) => ReadonlyMap<string, string>;
  /** How far the scale of a group carries, by its title: `at most 41 % accurate`. */
  readonly scales: (summaries: readonly ExperimentSummary[]) => ReadonlyMap<string, string>;
  readonly chapters: readonly Chapter[];
  /** Title of the chapter of claims and figures whose heading is in none of the chapters. */
  readonly beyond: string;
  /** What the tags behind assumptions stand for. */
  readonly tags: string;
  readonly protocol: Protocol;
  readonly project: Project;
  readonly paper: Paper;
}

/** Claims of one family at one scale, which the first screen sums up together. */
export interface FindingGroup {
  readonly title: string;
  /** Said instead of the points when all of them hold. */
  readonly all?: string;
  readonly points: readonly FindingPoint[];
}

/** One thing that several claims say. */
export interface FindingPoint {
  /** What it is about, for a list of what is open: `the best noise`. */
  readonly topic: string;
  /** A main clause without a full stop, in lower case, for when the claims hold; the other for when they fail. */
  readonly holds: string;
  readonly fails: string;
  readonly claims: readonly string[];
  /** Sign of the effect: `ρ`; without one the effect is told in natural units, where there are any. */
  readonly symbol?: string;
}

/** Where the claims were taken from, as it is called in a sentence. */
export interface Source {
  /** `talk`: the claims of the talk, in its order. */
  readonly whole: string;
  /** `slides`: choices that the slides leave open. */
  readonly parts: string;
}

/** What a reader must know of how it was measured and judged: sentences. */
export interface Protocol {
  /** The commit in which the rules were last changed. */
  readonly commit: string;
  readonly measured: readonly string[];
  /** Where it departs from the source. */
  readonly departures: readonly string[];
}

export interface Chapter {
  readonly title: string;
  readonly slides: readonly Slide[];
}

/** One slide (or run of slides of one heading), retold in a few sentences. */
export interface Slide {
  /** As it stands in the source; claims and figures name it. */
  readonly heading: string;
  readonly text: ComponentChild;
}

/** The project as it is cited. */
export interface Project {
  readonly name: string;
  readonly title: string;
  /** Persons or bodies. */
  readonly authors: readonly string[];
  /** Where it is published, once it is. */
  readonly url?: string;
  readonly version: string;
  /** Date of the release, YYYY-MM-DD. */
  readonly released: string;
  /** SPDX identifier. */
  readonly license: string;
}

/** The work whose claims are tested, as it is cited. */
export interface Paper {
  /** Under which BibTeX knows it. */
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  /** Archive and number in it: `arXiv:1706.03762`. */
  readonly identifier: string;
  readonly url: string;
}
