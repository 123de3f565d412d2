import {z} from 'zod';
import {StoreError, type StoreErrorCode} from './errors.ts';
import {FileSchema, Hash} from './manifest-schema.ts';
import {Needs} from './roots.ts';
import {systemCode} from '../system/system-error.ts';

const Numbered = z.object({id: z.int()});

/** What a process that works on a tier may be asked. Manifests cross as their text. */
const Call = z.discriminatedUnion('call', [
  z.object({call: z.literal('manifest'), key: Hash}),
  z.object({call: z.literal('hasAll'), files: z.array(FileSchema).readonly()}),
  z.object({call: z.literal('get'), file: FileSchema, target: z.string()}),
  z.object({call: z.literal('put'), file: FileSchema, source: z.string()}),
  z.object({call: z.literal('putManifest'), key: Hash, text: z.string()}),
  z.object({call: z.literal('lease'), key: Hash}),
  z.object({call: z.literal('release'), key: Hash}),
  z.object({call: z.literal('forget'), key: Hash}),
  z.object({call: z.literal('identity')}),
  z.object({call: z.literal('register'), needs: Needs}),
]);
export type Call = z.infer<typeof Call>;

/** The answer bears the number of its request. */
export const Request = Call.and(Numbered);
export type Request = z.infer<typeof Request>;

/** Of a `StoreError` it takes what crosses. */
export const Notice = z.object({
  code: z.custom<StoreErrorCode>((code) => typeof code === 'string'),
  message: z.string(),
  received: z.string(),
  next: z.string(),
});

/** What went wrong, with what the other end must tell apart. */
const Failure = z.object({
  message: z.string(),
  code: z.string().optional(),
  notice: Notice.optional(),
});
type Failure = z.infer<typeof Failure>;

export const Answer = z.union([
  Numbered.extend({failure: Failure}),
  Numbered.extend({result: z.unknown().optional()}),
  z.object({notice: Notice}),
]);
export type Answer = z.infer<typeof Answer>;

export function describeFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreError) return {message, notice: Notice.parse(error)};
  return {message, code: systemCode(error)};
}

/** A failure of the other end, as an error of this one. */
export function failureOf({message, code, notice}: Failure): Error {
  return notice ? new StoreError(notice) : Object.assign(new Error(message), {code});
}
