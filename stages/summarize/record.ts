import {ExperimentSummary} from '../../src/judging/results.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** What one experiment found: evidence for its claims, its tables, its irregular runs. */
export const experimentSummary = jsonArtifact('experiment-summary', ExperimentSummary);
