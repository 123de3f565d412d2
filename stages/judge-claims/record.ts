import {Verdicts} from '../../src/judging/results.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** The verdict of every claim at one profile: `verdicts.json`. */
export const verdicts = jsonArtifact('verdicts', Verdicts);
