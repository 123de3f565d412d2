import {familyOf} from '../../src/models/families/index.ts';
import {optimiserOf} from '../../src/training/optimisers/index.ts';

/** What names the parts of a training: its model and its plan. */
interface Named {
  readonly model: {readonly family: string};
  readonly plan?: Parameters<typeof optimiserOf>[0];
}

/** What a training is given beside its inputs, by the names that its run says. */
export const trainParts = ({model, plan = {}}: Named) => ({
  family: familyOf(model).part,
  optimiser: optimiserOf(plan).part,
});
