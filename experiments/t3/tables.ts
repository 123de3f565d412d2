import {declareTable, number, optional, text} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  odds: declareTable(
    'theory-basins-odds',
    'One simulation of one replicate, and how often it was in the wide basin.',
    {
      setting: text('name of the loss'),
      noise: number('', 'n = η/S'),
      replicate: number('', 'independent replicate'),
      wideShare: number('', 'share of time in the wide basin'),
      logOdds: number('', 'log of the odds of the wide basin'),
      startGap: number(
        '',
        'share of the wide basin: chains started there less those from the sharp',
      ),
      laplace: number('', 'log(p_A/p_B) by the formula of the slides, A the wide basin'),
      gibbs: number('', 'the same from the Gibbs density by quadrature'),
    },
  ),
  crossing: declareTable('theory-basins-crossing', 'The n of equal odds of one replicate.', {
    setting: text('name of the loss'),
    replicate: number('', 'independent replicate'),
    found: optional(number('', 'n at which both basins are equally likely in simulation')),
    predicted: number('', '4(L_A − L_B)/(σ² log(det H_B/det H_A))'),
  }),
  rates: declareTable(
    'theory-basins-rates',
    'The rate at which one basin was left in one simulation.',
    {
      setting: text('name of the loss'),
      from: text('the basin that is left'),
      noise: number('', 'n = η/S'),
      temperature: number('loss', 'T = nσ²/2'),
      replicate: number('', 'independent replicate'),
      rate: number('', 'passages per unit of ηt spent there'),
      kramers: number('', 'Eyring–Kramers rate'),
      passage: number('', '1/mean first-passage time of the Fokker–Planck equation'),
    },
  ),
  curves: declareTable('theory-basins-curves', 'The log-odds that theory has at one n.', {
    setting: text('name of the loss'),
    noise: number('', 'n = η/S'),
    laplace: number('', 'log(p_A/p_B) by the formula of the slides'),
    gibbs: number('', 'the same from the Gibbs density by quadrature'),
  }),
};
