import type {PipelineNode} from '../pipeline/node.ts';
import type {Pipeline} from '../pipeline/pipeline.ts';
import {resolveTarget} from '../pipeline/target.ts';
import {openStore, type StoreOptions} from '../store/store.ts';
import type {Store} from '../store/types.ts';
import type {Places} from './environment.ts';
import type {Logger} from './loggers/logger.ts';
import type {Options} from './options.ts';
import type {Study} from './study.ts';

/** What every command is given. */
export interface Session {
  readonly study: Study;
  readonly options: Options;
  readonly places: Places;
  readonly logger: Logger;
  /** So many cells run at one time. */
  readonly jobs: number;
}

/** The pipeline of the profile, and the nodes that were asked for. */
export async function openTargets({
  study,
  options,
}: Session): Promise<{pipeline: Pipeline; targets: PipelineNode[]}> {
  const pipeline = await study.pipelineFor(options.profile);
  const names = options.target ?? [study.defaultTarget];
  return {pipeline, targets: names.flatMap((name) => resolveTarget(pipeline, name))};
}

export async function openSessionStore({study, places, logger}: Session): Promise<Store> {
  const options: StoreOptions = {
    folder: places.store,
    now: Date.now,
    notice: (notice) => logger.notice(notice),
  };
  const shared = places.sharedStore;
  if (shared === undefined) return openStore(options);
  const {openSharedStore} = await import('./shared-store.ts');
  const sharedTier = openSharedStore(study.root, shared, options.notice);
  return openStore({...options, shared, sharedTier});
}

/** What planning and running ask for alike. */
export async function openPlanOptions(session: Session) {
  const {study, places} = session;
  const {pipeline, targets} = await openTargets(session);
  return {
    pipeline,
    targets,
    store: await openSessionStore(session),
    storeFolder: places.store,
    root: study.root,
    ...(study.trusted && {trusted: study.trusted}),
  };
}
