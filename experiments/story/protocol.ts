import type {Protocol} from '../../src/report/story.ts';
import fixed from './protocol.json' with {type: 'json'};

/** The rules, in the words of a reader, and the commit that has them as they were when verdicts were made. */
export const protocol: Protocol = {
  commit: fixed.commit,
  measured: [
    'Batch norm is evaluated by statistics of the weights of the moment, estimated over training images; running averages are used nowhere.',
    'Where runs are compared at a common train loss, their snapshots lie within ±0.005 of it.',
    'A seed draws initialisation, order and noise, and the training, validation and curvature images: p-values over seeds know the error of the images.',
    'Norms and traces of Hessians come from a fixed number of products, with errors that hold on trained networks.',
  ],
  departures: [
    'The talk judges by eye, and at fixed epochs; here each claim has a rule, and sharpness is compared at a common train loss.',
    'Claims of our own stand apart: they are in another family, and change no verdict on the talk.',
  ],
};
