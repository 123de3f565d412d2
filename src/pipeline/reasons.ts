import type {Fingerprint, OwnFingerprint} from './fingerprint.ts';
import {canonicalJson} from '../system/canonical-json.ts';

/** A fingerprint as far as it is known: inputs and lineage are missing while an upstream still runs. */
export type KnownFingerprint = OwnFingerprint & Partial<Pick<Fingerprint, 'inputs' | 'lineage'>>;

/** What a node's last result came from. */
export interface LastResult {
  readonly key: string;
  /** Absent when the manifest is gone or not of this format. */
  readonly fingerprint?: Fingerprint;
}

export interface Comparison {
  readonly last: LastResult | undefined;
  readonly now: KnownFingerprint;
  /** Known once all inputs are. */
  readonly key: string | undefined;
  /** The result is known, and outputs of it that are needed are nowhere. */
  readonly absent?: boolean;
}

const differs = (field: keyof Fingerprint) => {
  return ({last, now}: Comparison): boolean => {
    const [before, after] = [last?.fingerprint?.[field], now[field]];
    if (before === undefined || after === undefined) return false;
    return canonicalJson(before) !== canonicalJson(after);
  };
};

/** Why a node runs: each reason is one predicate on what was and what is. */
const predicates = {
  'never ran': ({last, absent}: Comparison) => last === undefined && !absent,
  'outputs absent': ({absent = false}: Comparison) => absent,
  'result lost': ({last, key, absent}: Comparison) =>
    last !== undefined && !absent && (last.fingerprint === undefined || last.key === key),
  'code changed': differs('code'),
  'packages changed': differs('packages'),
  'parameters changed': differs('parameters'),
  'inputs changed': differs('inputs'),
  'outputs changed': differs('outputs'),
  'seed changed': differs('seed'),
  'environment changed': differs('environment'),
  'lineage changed': differs('lineage'),
  'upstream runs': ({key}: Comparison) => key === undefined,
} satisfies Record<string, (comparison: Comparison) => boolean>;

export type Reason = keyof typeof predicates;

export function reasonsFor(comparison: Comparison): readonly Reason[] {
  return reasonNames.filter((reason) => predicates[reason](comparison));
}

const isReason = (name: string): name is Reason => name in predicates;
const reasonNames = Object.keys(predicates).filter(isReason);
