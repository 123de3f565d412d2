import {alignColumns} from '../format.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {words} from '../messages.ts';
import {openTargets, type Session} from '../session.ts';

/** What can be asked for: short names and stages; or the cells of a target. */
export async function listCommand(session: Session): Promise<ExitCode> {
  const {logger, options} = session;
  const {pipeline, targets} = await openTargets(session);
  if (options.target) {
    const cells = targets.map(({id}) => id);
    logger.result({type: 'cells', cells}, cells);
    return exitCodes.ok;
  }
  const nodes = [...pipeline.nodes.values()];
  const aliases = [...pipeline.aliases].map(([name, aliased]) => ({
    target: name,
    cells: aliased.length,
    summary: `${words.shortName} ${[...new Set(aliased.map(({stage}) => stage.name))].join(', ')}`,
  }));
  const stages = [...new Set(nodes.map(({stage}) => stage))].map((stage) => ({
    target: stage.name,
    cells: nodes.filter((node) => node.stage === stage).length,
    summary: stage.summary,
  }));
  const rows = [...aliases, ...stages];
  const untestable = session.study.untestable?.(options.profile) ?? [];
  logger.result({type: 'targets', targets: rows, untestable}, [
    ...alignColumns([
      words.listHead,
      ...rows.map(({target, cells, summary}) => [target, String(cells), summary]),
    ]),
    ...untestable.map((one) => words.untestable(options.profile, one)),
  ]);
  return exitCodes.ok;
}
