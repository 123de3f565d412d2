import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const assumptions = [
  'Random labels on 25% and 50% of the training set, S ∈ {50, …, 800}, 300 epochs [OR].',
  'Learning rates: the source contradicts itself; .005 to .2 without momentum, at most .02 with it [ours].',
  'A random label is drawn uniformly and may equal the true one [SD].',
  'With momentum μ the noise is n/(1 − μ): the same factor for all runs of a panel, so that ranks are those of n.',
  'Six pairs (η, S) a panel, n over a factor of 16, all trained for the same ηt; the paper has more pairs and equal epochs [ours].',
];

const panel = (letter: string, momentum: string, percent: number, words: string): Claim => ({
  id: `E7${letter}`,
  family: 'talk',
  title: `At equal memorization, larger n generalises better (${percent}% random labels, ${momentum})`,
  slide: {heading: 'Memorization and $n$', words},
  criteria: [
    {
      id: 'conditional-correlation',
      quantity:
        'Spearman ρ of log n with clean validation accuracy at equal memorization, mean over levels [1]',
      expect: 'above',
      bound: 0,
      smallest: smallest.correlation,
    },
  ],
  rule: 'Runs are evaluated at equal steps of ηt, at which memorization moves alike at all n; each point of a run’s path is the mean of three neighbouring evaluations, in memorization as in validation accuracy. The path is interpolated to where its accuracy on the random labels first reaches a level (20% to 90% in steps of 10); one ρ over runs a level, averaged over the levels that at least five runs of the seed reach; Student test of the seeds’ Fisher z against 0. Each level is shown.',
  assumptions,
});

/** MLP with two hidden layers on MNIST with random labels. */
export const claims: readonly Claim[] = [
  panel('a', 'momentum 0.9', 25, 'Left two: momentum with parameter 0.9'),
  panel('b', 'momentum 0.9', 50, 'Left two: momentum with parameter 0.9'),
  panel('c', 'no momentum', 25, 'Right two: no momentum'),
  panel('d', 'no momentum', 50, 'Right two: no momentum'),
];
