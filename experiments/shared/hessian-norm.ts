import {formatNumber} from '../../src/report/format/number.ts';

/** What every table with the norm of a Hessian says of it. */
interface HessianNorm {
  readonly frobenius: number | null;
  readonly frobeniusError: number | null;
}

/** `‖H‖ = 41.2 ± 0.9`. */
export const normFacts = ({frobenius, frobeniusError}: HessianNorm): string[] => [
  `‖H‖ = ${formatNumber(frobenius)}${frobeniusError === null ? '' : ` ± ${formatNumber(frobeniusError, 2)}`}`,
];
