import {familyOf} from '../../src/models/families/index.ts';

/** What a training is given beside its inputs, by the names that its run says. */
export const trainParts = ({model}: {readonly model: {readonly family: string}}) => ({
  family: familyOf(model).part,
});
