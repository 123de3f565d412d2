import type {Paper, Project} from '../../src/report/story.ts';

/** The project as it is cited. A test holds `version` equal to that of package.json. */
export const project: Project = {
  name: 'three-factors-sgd',
  title: 'Three Factors Influencing Minima in SGD, regenerated',
  authors: ['the three-factors-sgd authors'],
  version: '0.1.0',
  released: '2026-11-24',
  license: 'MIT',
};

/** The paper that is regenerated. */
export const paper: Paper = {
  key: 'jastrzebski2017three',
  title: 'Three Factors Influencing Minima in SGD',
  authors: [
    'Stanisław Jastrzębski',
    'Zachary Kenton',
    'Devansh Arpit',
    'Nicolas Ballas',
    'Asja Fischer',
    'Yoshua Bengio',
    'Amos Storkey',
  ],
  year: 2017,
  identifier: 'arXiv:1711.04623',
  url: 'https://arxiv.org/abs/1711.04623',
};
