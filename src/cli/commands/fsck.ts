import {checkStore} from '../../store/fsck.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {words} from '../messages.ts';
import type {Session} from '../session.ts';

/** Reads the whole store; what is damaged is set aside, and made again by the next run. */
export async function fsckCommand({places, logger}: Session): Promise<ExitCode> {
  const {blobs, bytes, manifests, incomplete, problems} = await checkStore(
    places.store,
    (files, size) => logger.progress(words.fsckProgress(files, size)),
  );
  logger.progress('');
  for (const problem of problems) logger.notice(problem);
  logger.result({type: 'fsck', blobs, bytes, manifests, incomplete, problems: problems.length}, [
    words.fsckDone(manifests, blobs, bytes, problems.length),
    ...(incomplete > 0 ? [words.fsckIncomplete(incomplete)] : []),
  ]);
  return problems.length === 0 ? exitCodes.ok : exitCodes.failed;
}
