import type {PipelineEvent} from '../../pipeline/events.ts';
import {failureLines} from '../failure-text.ts';
import {words} from '../messages.ts';

/** What stays on the screen of an event: what a person may want to read later. */
export function lastingLines(event: PipelineEvent): readonly string[] {
  switch (event.type) {
    case 'planned': {
      const decisions = [...event.decisions.values()];
      const cached = decisions.filter(({status}) => status === 'cached').length;
      return [
        ...(event.leftOut > 0 ? [words.leftOut(event.leftOut)] : []),
        words.planned(cached, decisions.length - cached, event.left),
      ];
    }
    case 'failed': {
      const {node, failure, job, log} = event;
      const {code, message, received, next} = failure;
      return failureLines({
        code,
        message,
        received,
        where: node,
        next,
        ...(job !== undefined && {job}),
        ...(log !== undefined && {log}),
      });
    }
    case 'skipped':
      return [words.skipped(event.node, event.missing)];
    case 'retrying':
      return [words.retrying(event.node, event.attempt, event.failure.message, event.delaySeconds)];
    case 'waiting':
      return [words.waiting(event.node)];
    case 'log':
      return [words.log(event.node, event.message)];
    case 'warning':
      return [words.warning(event.node, event.message)];
    case 'run ended':
      return [words.ended(event.outcome, event.counts, event.seconds)];
    case 'cached':
    case 'queued':
    case 'started':
    case 'progress':
    case 'finished':
      return [];
  }
}
