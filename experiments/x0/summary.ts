import {summarizeStudy} from '../../src/study/summarize-study.ts';
import {claims} from './claims.ts';
import {tables} from './tables.ts';

export default summarizeStudy(claims, 'X0', tables);
