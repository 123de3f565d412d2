/** @jsxRuntime automatic @jsxImportSource preact */
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {provenanceAnchor} from '../anchors.ts';
import {rawRun, type Ancestry} from '../lineage/ancestry.ts';

interface Props {
  readonly drawn: DrawnFigure;
  readonly ancestry: Ancestry;
  readonly profile: string;
}

/** What a figure was made from, and the commands that make it, or one of its raw runs, once more. */
export function Provenance({drawn: {figure, number}, ancestry, profile}: Props) {
  const check = rawRun(ancestry, number);
  return (
    <dl class="facts">
      <dt>Stage</dt>
      <dd>
        <code>{ancestry.node}</code>, key <code class="key">{ancestry.key}</code>
      </dd>
      <dt>Made from</dt>
      <dd>
        {ancestry.stages.map(({stage, nodes}) => `${nodes} × ${stage}`).join(', ')};{' '}
        <a href={`#${provenanceAnchor(figure.experiment)}`}>parameters, seeds and versions</a>
      </dd>
      <dt>Again</dt>
      <dd>
        <code>{regenerate(ancestry.node, profile)}</code>
      </dd>
      {check !== undefined && (
        <>
          <dt>Check one raw run</dt>
          <dd>
            <code>{verification(check, profile)}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

/** The command that makes again what `node` made. */
export const regenerate = (node: string, profile: string): string =>
  `npx tsx pipeline.ts --target ${node} --profile ${profile}`;

/** The command that makes the result of one node once more, in a scratch store, and compares. */
export const verification = (node: string, profile: string): string =>
  `npx tsx pipeline.ts --verify ${node} --profile ${profile}`;
