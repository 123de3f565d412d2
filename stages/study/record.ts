import {jsonArtifact} from '../../src/pipeline/artifact.ts';
import {StudyRecord} from '../../src/study/study-record.ts';

/** What one study of the theory found: its measures a replicate, and the rows of its tables. */
export const studyRecord = jsonArtifact('study-record', StudyRecord);
