import {z} from 'zod';
import {formatNumber} from '../../src/report/format/number.ts';

/** What every table with the norm of a Hessian says of it. */
export const HessianNorm = z.object({
  frobenius: z.number().nullable(),
  frobeniusError: z.number().nullable(),
  probesConverged: z.boolean().nullable(),
});
type HessianNorm = z.output<typeof HessianNorm>;

/** `‖H‖ = 41.2 ± 0.9`, and whether its probes stopped too early. */
export function normFacts({frobenius, frobeniusError, probesConverged}: HessianNorm): string[] {
  return [
    `‖H‖ = ${formatNumber(frobenius)}${frobeniusError === null ? '' : ` ± ${formatNumber(frobeniusError, 2)}`}`,
    ...(probesConverged === false ? ['probes not converged'] : []),
  ];
}

/** A sentence for the caption on the probes that stopped too early; empty when none did. */
export function unconvergedNote(
  rows: readonly {readonly probesConverged: boolean | null}[],
): string {
  const stopped = rows.filter(({probesConverged}) => probesConverged === false).length;
  return stopped === 0
    ? ''
    : ` In ${stopped} of ${rows.length} measurements the random probes stopped before the precision asked for: their errors stand in the data.`;
}
