import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Evidence} from '../../src/judging/results.ts';
import {distinct} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {accuracyStep} from '../shared/accuracy.ts';
import {claims, flatBeta} from './claims.ts';
import {changes, isJudged, keptMore, meanHeight, onsetRows, runRows} from './curves.ts';
import {E9Settings} from './settings.ts';
import * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;
/** A run of the sweep, with its settings read. */
type Planned = ObservedRun & {readonly settings: E9Settings};

/** Breakdown at large β. */
export default (({runs: observed}) => {
  const planned = observed.map((run) => ({...run, settings: E9Settings.parse(run.settings)}));
  const sizes = distinct(planned.map(({settings}) => settings.trainSize));
  const [small, large] = [sizes[0], sizes[sizes.length - 1]];
  return {
    evidence: [
      shapeEvidence(planned.filter(({settings}) => settings.trainSize === large)),
      sizeEvidence(planned, small, large),
    ],
    tables: [tables.runs.fill(runRows(observed)), tables.onsets.fill(onsetRows(runRows(observed)))],
  };
}) satisfies Summarize;

/** Flat and then a drop, of the sweep and of the runs that were trained twice as long. */
function shapeEvidence(planned: readonly Planned[]): Evidence {
  const once = planned.filter(({settings}) => isJudged(settings));
  const twice = planned.filter(({settings}) => settings.control === 'twice');
  const [sweep, longer] = [runRows(once), runRows(twice)];
  const largest = Math.max(...once.map(({settings}) => settings.beta));
  const lost = (runs: readonly Run[]) => changes(runs, largest).map((change) => -change);
  const step = accuracyStep / meanHeight(sweep);
  return evidence(claims, 'E9a', {
    planned: [...once, ...twice],
    estimates: {
      drop: (criterion) => meanEstimate(criterion, lost(sweep), step),
      flat: (criterion) => meanEstimate(criterion, changes(sweep, flatBeta), step),
      'drop-twice': (criterion) => meanEstimate(criterion, lost(longer), step),
    },
    notes: divergedNotes([...sweep, ...longer]),
  });
}

function sizeEvidence(planned: readonly Planned[], small: number, large: number): Evidence {
  const judged = planned.filter(
    ({settings}) => isJudged(settings) && [small, large].includes(settings.trainSize),
  );
  const sweep = runRows(judged);
  const of = (size: number) => sweep.filter(({trainSize}) => trainSize === size);
  const betas = distinct(judged.map(({settings}) => settings.beta));
  const gains = large > small ? keptMore(of(large), of(small), betas) : [];
  return evidence(claims, 'E9b', {
    planned: judged,
    estimates: {
      kept: (criterion) => meanEstimate(criterion, gains, accuracyStep / meanHeight(of(small))),
    },
    notes: divergedNotes(sweep),
  });
}

function divergedNotes(runs: readonly Run[]): string[] {
  const diverged = runs.filter(({outcome}) => outcome === 'diverged').length;
  if (diverged === 0) return [];
  return [
    `${diverged} of ${runs.length} runs diverged and count with the best accuracy that they had reached.`,
  ];
}
