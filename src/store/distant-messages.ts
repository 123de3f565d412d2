import {z} from 'zod';
import {StoreError, systemCode, type StoreNotice} from './errors.ts';
import {FileSchema, Hash} from './manifest.ts';
import {Needs} from './roots.ts';

const Numbered = z.object({id: z.int()});

/** What a process that works on a tier may be asked. Manifests cross as their text. */
const Call = z.discriminatedUnion('call', [
  z.object({call: z.literal('manifest'), key: Hash}),
  z.object({call: z.literal('has'), file: FileSchema}),
  z.object({call: z.literal('get'), file: FileSchema, target: z.string()}),
  z.object({call: z.literal('put'), file: FileSchema, source: z.string()}),
  z.object({call: z.literal('putManifest'), key: Hash, text: z.string()}),
  z.object({call: z.literal('lease'), key: Hash}),
  z.object({call: z.literal('release'), key: Hash}),
  z.object({call: z.literal('register'), needs: Needs}),
]);
export type Call = z.infer<typeof Call>;

/** The answer bears the number of its request. */
export const Request = Call.and(Numbered);
export type Request = z.infer<typeof Request>;

const Notice = z.custom<StoreNotice>(
  (value) => z.object({code: z.string(), message: z.string()}).safeParse(value).success,
);

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

export const describeNotice = ({code, message, received, next}: StoreNotice): StoreNotice => ({
  code,
  message,
  received,
  next,
});

export function describeFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreError) return {message, notice: describeNotice(error)};
  return {message, code: systemCode(error)};
}

/** A failure of the other end, as an error of this one. */
export function failureOf({message, code, notice}: Failure): Error {
  return notice ? new StoreError(notice) : Object.assign(new Error(message), {code});
}
