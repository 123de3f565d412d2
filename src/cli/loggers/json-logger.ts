import type {SetupEvent} from '../../compute/engine/setup.ts';
import type {PipelineEvent} from '../../pipeline/events.ts';
import type {Decision} from '../../pipeline/plan.ts';
import type {Guess} from '../../pipeline/run/durations.ts';
import type {StoreNotice} from '../../store/errors.ts';
import type {FailureText} from '../failure-text.ts';
import type {Logger} from './logger.ts';

/** One JSON object a line on standard output; docs/events.md is the contract. */
export class JsonLogger implements Logger {
  event(event: PipelineEvent): void {
    if (event.type === 'planned') {
      const {decisions, guesses, ...rest} = event;
      write({...rest, nodes: decisionsAsJson(decisions, guesses)});
    } else write(event);
  }

  notice({code, message, received, next}: StoreNotice): void {
    write({type: 'notice', at: Date.now(), code, message, received, next});
  }

  setup(event: SetupEvent): void {
    write({type: 'setup', at: Date.now(), ...event});
  }

  remark(): void {
    // Remarks repeat in words what events say.
  }

  progress(): void {
    // Only what has events tells programs how far it is.
  }

  failure(text: FailureText): void {
    write({type: 'error', at: Date.now(), ...text});
  }

  result(value: object): void {
    write(value);
  }

  close(): void {
    // Every line was written when it was said.
  }
}

/** What is known of each node before anything runs; `guesses`: how long it may take. */
export const decisionsAsJson = (
  decisions: ReadonlyMap<string, Decision>,
  guesses: ReadonlyMap<string, Guess>,
) => Array.from(decisions, ([id, decision]) => decisionAsJson(decision, guesses.get(id)?.seconds));

function decisionAsJson(decision: Decision, seconds: number | undefined) {
  const {node, status} = decision;
  const base = {node: node.id, stage: node.stage.name, status, seconds};
  switch (decision.status) {
    case 'cached':
      return {...base, key: decision.manifest.key};
    case 'run':
      return {...base, key: decision.key, reasons: decision.reasons};
    case 'may run':
      return {...base, reasons: decision.reasons, upstream: decision.upstream};
    case 'blocked':
      return {...base, missing: decision.missing};
  }
}

function write(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
