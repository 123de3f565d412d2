/** @jsxRuntime automatic @jsxImportSource preact */
import type {Criterion} from '../../judging/claim.ts';
import type {Estimate} from '../../judging/results.ts';

const width = 132;
const height = 20;

/**
 * The interval of an estimate as a small picture: the shaded part is where the criterion holds. It
 * repeats the numbers beside it, so a screen reader skips it.
 */
export function IntervalGlyph({estimate, criterion}: {estimate: Estimate; criterion: Criterion}) {
  const {value, interval} = estimate;
  if (value === null || interval === null) return null;
  const bounds =
    criterion.expect === 'within' ? [-criterion.bound, criterion.bound] : [criterion.bound];
  const all = [...bounds, value, ...interval];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const x = (number: number) => Math.round((8 + ((number - low) / span) * (width - 16)) * 10) / 10;
  const from = criterion.expect === 'below' ? 0 : x(bounds[0] ?? 0);
  const to = criterion.expect === 'above' ? width : x(bounds.at(-1) ?? 0);
  return (
    <svg class="glyph" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <rect class="holds" x={from} y={0} width={to - from} height={height} />
      {bounds.map((bound) => (
        <line class="bound" x1={x(bound)} x2={x(bound)} y1={0} y2={height} />
      ))}
      <line class="interval" x1={x(interval[0])} x2={x(interval[1])} y1={10} y2={10} />
      <circle class="value" cx={x(value)} cy={10} r={3.6} />
    </svg>
  );
}
