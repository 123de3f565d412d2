/** @jsxRuntime automatic @jsxImportSource preact */
import type {StageBox, StageGraph} from '../lineage/stage-graph.ts';

const box = {width: 150, height: 46, gapX: 44, gapY: 22};

/** The pipeline by stage, sources on the left. */
export function DagPicture({graph}: {graph: StageGraph}) {
  const rows = Math.max(0, ...graph.boxes.map(({place}) => place)) + 1;
  const columns = Math.max(0, ...graph.boxes.map(({layer}) => layer)) + 1;
  const width = columns * (box.width + box.gapX) - box.gapX + 2;
  const height = rows * (box.height + box.gapY) - box.gapY + 2;
  const byStage = new Map(graph.boxes.map((each) => [each.stage, each]));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="The pipeline, by stage">
      <svg
        class="dag"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={inWords(graph)}
      >
        {graph.edges.map(({from, to}) => (
          <Edge from={byStage.get(from)} to={byStage.get(to)} />
        ))}
        {graph.boxes.map((each) => (
          <g transform={`translate(${left(each)},${top(each)})`}>
            <rect width={box.width} height={box.height} rx={5} />
            <text x={box.width / 2} y={20} text-anchor="middle" class="stage">
              {each.stage}
            </text>
            <text x={box.width / 2} y={36} text-anchor="middle" class="count">
              {count(each)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

const left = ({layer}: StageBox): number => 1 + layer * (box.width + box.gapX);
const top = ({place}: StageBox): number => 1 + place * (box.height + box.gapY);

function Edge({from, to}: {from: StageBox | undefined; to: StageBox | undefined}) {
  if (from === undefined || to === undefined) return null;
  const x1 = left(from) + box.width;
  const y1 = top(from) + box.height / 2;
  const x2 = left(to);
  const y2 = top(to) + box.height / 2;
  const bend = (x2 - x1) / 2;
  return <path d={`M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`} />;
}

function count({nodes, finished}: StageBox): string {
  const all = `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
  return finished === nodes ? all : `${finished} of ${all}`;
}

/** Stages that read the same are told together. */
function inWords({boxes, edges}: StageGraph): string {
  const groups = new Map<string, string[]>();
  for (const {stage, nodes} of boxes) {
    const read = edges.filter(({to}) => to === stage).map(({from}) => from);
    const sources = read.join(', ');
    groups.set(sources, [...(groups.get(sources) ?? []), `${stage} (${nodes})`]);
  }
  return [...groups]
    .map(([sources, stages]) => stages.join(', ') + (sources === '' ? '' : ` from ${sources}`))
    .join('; ');
}
