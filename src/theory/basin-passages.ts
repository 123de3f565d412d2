import type {RandomStream} from '../compute/random.ts';
import {basinSgd, logOdds, type BasinSgdOptions} from './basin-sgd.ts';
import {watchPassages, type Passages} from './passages.ts';
import type {TwoBasins} from './two-basins.ts';

/** Before the chains are watched [relaxation times]. */
const burnIn = 4;
/** Between two looks at the chains [steps]. */
const every = 8;

/** Spans of ηt. */
interface Spans {
  readonly relaxation: number;
  /** How long the chains are watched [relaxation times]. */
  readonly duration: number;
}

/** SGD on two basins, watched once it has come to rest; with the log-odds of the wide basin among all looks. */
export function passagesAtRest(
  basins: TwoBasins,
  options: BasinSgdOptions,
  {relaxation, duration}: Spans,
  stream: RandomStream,
): Passages & {readonly logOdds: number} {
  const {learningRate} = options;
  const run = basinSgd(basins, options, stream);
  const stepsOf = (times: number) => Math.ceil((times * relaxation) / learningRate);
  run.advance(stepsOf(burnIn));
  const seen = watchPassages(basins, run, {
    steps: stepsOf(duration),
    every,
    stepTime: learningRate,
  });
  return {...seen, logOdds: logOdds(seen.wideShare, seen.looks)};
}
