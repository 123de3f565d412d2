import {z} from 'zod';

const Setting = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * What tells the runs (or the probes) of an experiment from each other, by name: `{learningRate: 0.1, arm: 'cyclic'}`.
 * An experiment gives them where it designs its runs and reads them where it summarises; labels are for people.
 */
export const Settings = z.record(z.string(), Setting);
export type Settings = Readonly<z.output<typeof Settings>>;
