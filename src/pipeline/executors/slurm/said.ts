import {z} from 'zod';
import {failureCodes, type Failure} from '../../failure.ts';

const FailureSchema: z.ZodType<Failure> = z.object({
  code: z.enum(failureCodes),
  message: z.string(),
  received: z.string(),
  next: z.string(),
  stack: z.string().optional(),
  transient: z.boolean(),
});

/** What an element says of its cells, a line each; whoever waits for it reads along. */
export const Said = z.discriminatedUnion('type', [
  z.object({type: z.literal('started'), key: z.string(), host: z.string()}),
  z.object({
    type: z.literal('progress'),
    key: z.string(),
    done: z.number(),
    total: z.number(),
    unit: z.string(),
  }),
  z.object({type: z.literal('log'), key: z.string(), message: z.string()}),
  /** The result is published. */
  z.object({type: z.literal('finished'), key: z.string(), seconds: z.number().optional()}),
  z.object({type: z.literal('lost'), key: z.string(), upstream: z.string()}),
  z.object({
    type: z.literal('failed'),
    key: z.string(),
    seconds: z.number(),
    failure: FailureSchema,
  }),
]);
export type Said = z.output<typeof Said>;
