import type {PipelineNode} from '../pipeline/node.ts';
import type {Pipeline} from '../pipeline/pipeline.ts';
import {resolveTarget} from '../pipeline/target.ts';
import type {StoreNotice} from '../store/errors.ts';
import {openStore, type StoreOptions} from '../store/store.ts';
import type {Store} from '../store/types.ts';
import {otherCodeFolders, workerEnvironment, type Places} from './environment.ts';
import type {Logger} from './loggers/logger.ts';
import type {Options} from './options.ts';
import {openPublished} from './published.ts';
import {wantedBy} from './wanted.ts';
import type {Study} from './study.ts';

/** What every command is given. */
export interface Session {
  readonly study: Study;
  readonly options: Options;
  readonly places: Places;
  readonly logger: Logger;
  /** The most cells that run at one time. */
  readonly jobs: number;
}

/** The pipeline of the profile, and the nodes that were asked for. */
export async function openTargets({
  study,
  options,
}: Session): Promise<{pipeline: Pipeline; targets: PipelineNode[]}> {
  const pipeline = await study.pipelineFor(options.profile);
  const names = options.materialize ?? options.target ?? [study.defaultTarget];
  return {pipeline, targets: names.flatMap((name) => resolveTarget(pipeline, name))};
}

export async function openSessionStore(
  {study, options, places, logger}: Session,
  lookOnly = false,
): Promise<Store> {
  const notice = (said: StoreNotice) => logger.notice(said);
  const published = await openPublished({options, places, logger});
  const own: StoreOptions = {folder: places.store, lookOnly, published, now: Date.now, notice};
  const folder = places.sharedStore;
  if (folder === undefined) return openStore(own);
  const {openSharedStore} = await import('./shared-store.ts');
  const environment = workerEnvironment(options);
  const sharedTier = openSharedStore({folder, root: study.root, environment, notice});
  return openStore({...own, shared: folder, sharedTier});
}

/** What planning and running ask for alike; who only looks makes no store. */
export async function openPlanOptions(session: Session, {lookOnly = false} = {}) {
  const {study, places} = session;
  const {pipeline, targets} = await openTargets(session);
  const store = await openSessionStore(session, lookOnly);
  return {
    pipeline,
    targets,
    store,
    wants: wantedBy(session, store, targets),
    storeFolder: places.store,
    root: study.root,
    otherCodeFolders: otherCodeFolders(),
    ...(study.trusted && {trusted: study.trusted}),
  };
}
