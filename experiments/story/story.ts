import type {Story} from '../../src/report/story.ts';
import {chapters} from './chapters.tsx';
import {paper, project} from './cited.ts';
import {effects} from './effects.ts';
import {findings} from './findings.ts';
import {names} from './names.ts';
import {protocol} from './protocol.ts';
import {scales} from './scales.ts';

/** What the report says of the talk: its order, the words between the figures, and how it is cited. */
export default {
  title: paper.title,
  kicker: 'Jastrzębski, Kenton, Arpit, Ballas, Fischer, Bengio, Storkey · regenerated',
  source: {whole: 'talk', parts: 'slides'},
  families: {
    theory: 'on the theory',
    talk: 'on experiments',
    own: 'of our own',
  },
  findings,
  heroes: ['talk'],
  names,
  effects,
  scales,
  chapters,
  beyond: 'Beyond the slides',
  tags: '[OR] the ICLR 2018 submission, [FM] the reproducibility study FashionableML, [CR] a third-party re-run, [SD] the first author’s later code, [REC] recalled and unverified, [ours] chosen here.',
  protocol,
  project,
  paper,
} satisfies Story;
