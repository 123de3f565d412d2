import {hostname} from 'node:os';
import type {Store} from '../store/types.ts';
import type {Session} from './session.ts';

/** Tells the stores which results this clone uses; once a whole report stands (`complete`), no others are kept. */
export function registerNeeds(
  {study, options}: Session,
  store: Store,
  keys: Iterable<string>,
  complete: boolean,
): Promise<void> {
  const owner = {host: hostname(), clone: study.root, profile: options.profile};
  return store.register({...owner, time: Date.now(), keys: [...keys], complete});
}
