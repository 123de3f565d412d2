/** The loss of every model here, per example. */
export {crossEntropy} from '../compute/ops/cross-entropy.ts';
