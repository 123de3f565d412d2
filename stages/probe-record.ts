import {z} from 'zod';
import {jsonArtifact, save, type ArtifactSlot} from '../src/pipeline/artifact.ts';
import type {ProbeKind} from '../src/study/observations.ts';

/** What every probe writes, whatever it measures: so that what reads probes need not know their kinds. */
const ProbeRecord = z.object({
  kind: z.string().describe('the kind of probe, which says what `found` is'),
  snapshots: z
    .array(z.string())
    .describe('the snapshots that were probed: `final` where a run missed its target'),
  found: z.unknown().describe('null where nothing was found'),
  reason: z.string().describe('why nothing was found; empty when something was'),
  unconverged: z.array(z.string()).describe('what did not converge: sentences'),
});
export type ProbeRecord = z.output<typeof ProbeRecord>;

export const probeRecord = jsonArtifact('probe', ProbeRecord);

/** What a probe found, under the names of the snapshots that were there; or why nothing. */
export type Probed<Found> =
  | {readonly snapshots: readonly string[]; readonly found: Found}
  | {readonly snapshots: readonly string[]; readonly found: null; readonly reason: string};

/**
 * Writes the record of a probe.
 *
 * @param unconverged what of a finding did not converge: sentences
 */
export function saveProbe<Found>(
  slot: ArtifactSlot<typeof probeRecord>,
  {kind, found: schema}: ProbeKind<Found>,
  probed: Probed<Found>,
  unconverged: (found: Found) => readonly string[] = () => [],
): Promise<void> {
  const {snapshots, found} = probed;
  return save(probeRecord, slot, {
    kind,
    snapshots: [...snapshots],
    found: found === null ? null : schema.parse(found),
    reason: 'reason' in probed ? probed.reason : '',
    unconverged: found === null ? [] : [...unconverged(found)],
  });
}
