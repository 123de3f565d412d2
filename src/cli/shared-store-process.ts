import {describeFailure, Notice, Request, type Answer} from '../store/process-messages.ts';
import {FolderTier} from '../store/folder-tier.ts';
import {parseManifest, serializeManifest} from '../store/manifest.ts';
import {patientAccess} from '../system/access.ts';
import type {Lease} from '../system/lease.ts';

/** The process behind a `ProcessTier`: it works in the folder that its argument names, and ends with its parent. */
const tell = (answer: Answer): void => void process.send?.(answer);

const tier = new FolderTier({
  root: process.argv[2],
  access: patientAccess,
  notice: (notice) => tell({notice: Notice.parse(notice)}),
});
const leases = new Map<string, Lease>();

// Ctrl-C and batch systems tell every process to stop; the driver still has leases to give back then. A terminal that
// is closed tells every process too, and the driver goes on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (message: unknown) => {
  const request = Request.parse(message);
  answer(request).then(
    (result) => tell({id: request.id, result}),
    (error: unknown) => tell({id: request.id, failure: describeFailure(error)}),
  );
});

async function answer(request: Request): Promise<unknown> {
  switch (request.call) {
    case 'manifest': {
      const manifest = await tier.manifest(request.key);
      return manifest ? serializeManifest(manifest) : null;
    }
    case 'hasAll':
      return tier.hasAll(request.files);
    case 'get':
      return tier.get(request.file, request.target);
    case 'put':
      return tier.put(request.file, request.source);
    case 'putManifest':
      return (await tier.putManifest(parseManifest(request.text, request.key))).outcome;
    case 'lease': {
      const lease = await tier.lease(request.key);
      if (lease) leases.set(request.key, lease);
      return lease !== undefined;
    }
    case 'release': {
      const lease = leases.get(request.key);
      leases.delete(request.key);
      return lease?.release();
    }
    case 'forget':
      return tier.forget(request.key);
    case 'identity':
      return (await tier.identity()) ?? null;
    case 'register':
      return tier.register(request.needs);
  }
}
