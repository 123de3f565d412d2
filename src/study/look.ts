import {overLooks, type Look, type PValues} from '../judging/looks.ts';
import type {Evidence, Findings} from '../judging/results.ts';
import type {Summarize} from './experiment.ts';
import type {Observations} from './observations.ts';
import {firstReplicates, replicatesOf, withoutReplicate} from './replicates.ts';

/**
 * The findings of a summary over all looks so far. Values and intervals are those of all replicates; the p-values are
 * corrected over the looks, and stand beside those without each replicate in turn.
 *
 * @param looks in their order, the last at all replicates; none for one look of all the weight
 */
export function findingsOf(
  summarize: Summarize,
  observations: Observations,
  looks: readonly Look[],
): Findings {
  const {tables, evidence} = summarize(observations);
  const replicates = replicatesOf(observations);
  const reduced =
    replicates.length < 2
      ? []
      : replicates.map((seed) => {
          const left = withoutReplicate(observations, seed);
          return {seed, evidence: lookedAt(summarize, left, looks, summarize(left).evidence)};
        });
  return {
    tables,
    evidence: lookedAt(summarize, observations, looks, evidence).map((own) => ({
      ...own,
      leftOut: reduced.map(({seed, evidence: without}) => ({
        seed,
        estimates: own.estimates.map(({criterion}) => ({
          criterion,
          ...pValuesOf(without, own.claim, criterion),
        })),
      })),
    })),
  };
}

/** Evidence from all replicates, with its p-values corrected over the looks. */
function lookedAt(
  summarize: Summarize,
  observations: Observations,
  looks: readonly Look[],
  whole: readonly Evidence[],
): Evidence[] {
  if (looks.length === 0) return [...whole];
  const earlier = looks
    .slice(0, -1)
    .map(({replicates}) => summarize(firstReplicates(observations, replicates)).evidence);
  const atEach = [...earlier, whole];
  return whole.map((own) => ({
    ...own,
    estimates: own.estimates.map((estimate) => {
      const found = looks.map((look, index) => ({
        ...look,
        ...pValuesOf(atEach[index] ?? [], own.claim, estimate.criterion),
      }));
      return {...estimate, ...overLooks(found), looks: found};
    }),
  }));
}

function pValuesOf(evidence: readonly Evidence[], claim: string, criterion: string): PValues {
  const estimate = evidence
    .find((each) => each.claim === claim)
    ?.estimates.find((each) => each.criterion === criterion);
  return {
    pSupports: estimate?.pSupports ?? null,
    pContradicts: estimate?.pContradicts ?? null,
  };
}
