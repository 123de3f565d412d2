import {z} from 'zod';
import type {Fingerprint} from './fingerprint.ts';
import type {Json} from '../system/json.ts';

const Names = z.record(z.string(), z.string());

const Preimage: z.ZodType<Fingerprint> = z.strictObject({
  format: z.literal(1),
  code: z.string(),
  packages: z.string(),
  parameters: z.record(z.string(), z.json()),
  inputs: z.record(
    z.string(),
    z.union([
      z.strictObject({kind: z.string(), sha256: z.string()}),
      z.strictObject({
        kind: z.string(),
        members: z.array(
          z.union([
            z.tuple([z.string(), z.string().nullable()]),
            z.tuple([z.string(), z.string().nullable(), z.json()]),
          ]),
        ),
      }),
    ]),
  ),
  outputs: Names,
  seed: z.number(),
  environment: Names,
  lineage: Names.exactOptional(),
});

/** Reads the preimage of a manifest; undefined when it is not of this format. */
export const parseFingerprint = (preimage: Json | undefined): Fingerprint | undefined =>
  Preimage.safeParse(preimage).data;
