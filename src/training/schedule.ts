import type {Schedule} from './plan.ts';

/** Learning rate η and batch size S at one moment of a run. */
export interface Rates {
  readonly learningRate: number;
  readonly batchSize: number;
}

/** What a schedule moves: the rates of the plan, at the loud end of a cycle. */
interface Base extends Rates {
  readonly schedule: Schedule;
}

function piecewise(pieces: readonly (Rates & {readonly epochs: number})[], epoch: number): Rates {
  let end = 0;
  for (const piece of pieces) {
    end += piece.epochs;
    if (epoch < end) return piece;
  }
  return pieces[pieces.length - 1];
}

/**
 * The rates at a moment, in epochs since the start (fractions count). Cycles are measured in
 * epochs, not in steps, so that a cycle of S and a cycle of η spend equally long at each noise η/S
 * (the talk's 'Simultaneous rescaling': n is equal at all times).
 */
export function ratesAt({learningRate, batchSize, schedule}: Base, epoch: number): Rates {
  if (schedule.kind === 'constant') return {learningRate, batchSize};
  if (schedule.kind === 'piecewise') return piecewise(schedule.pieces, epoch);
  const {cycleEpochs, ratio} = schedule;
  const phase = (epoch % cycleEpochs) / cycleEpochs;
  const loud = phase < 0.5;
  switch (schedule.kind) {
    case 'discrete-learning-rate':
      return {learningRate: loud ? learningRate : learningRate / ratio, batchSize};
    case 'discrete-batch-size':
      return {learningRate, batchSize: loud ? batchSize : Math.round(batchSize * ratio)};
    case 'triangle-learning-rate': {
      const quiet = learningRate / ratio;
      const height = loud ? 2 * phase : 2 - 2 * phase;
      return {learningRate: quiet + (learningRate - quiet) * height, batchSize};
    }
  }
}

/** Every batch size that a schedule ever asks for. */
export function batchSizesOf({batchSize, schedule}: Omit<Base, 'learningRate'>): number[] {
  switch (schedule.kind) {
    case 'discrete-batch-size':
      return [...new Set([batchSize, Math.round(batchSize * schedule.ratio)])];
    case 'piecewise':
      return [...new Set(schedule.pieces.map((piece) => piece.batchSize))];
    case 'constant':
    case 'discrete-learning-rate':
    case 'triangle-learning-rate':
      return [batchSize];
  }
}
