import type {OutputRecord} from './types.ts';

/** The largest output that is published or counts as a record [B]; experiment summaries have a quarter of it. */
export const MAX_RECORD_BYTES = 2 ** 21;

/** Whether an output is a record, which travels with the project; `bulk`: the kinds of weights and images. */
export const isRecord = ({kind, bytes}: OutputRecord, bulk: readonly string[]): boolean =>
  bytes <= MAX_RECORD_BYTES && !bulk.includes(kind);

/** Where things stand in the archive: as in the folder of a store, so that it unpacks to one. */
export const archivedManifest = (key: string) => `ac/${key.slice(0, 2)}/${key}`;
export const archivedBlob = (sha256: string) => `cas/${sha256.slice(0, 2)}/${sha256}`;
