/** @jsxRuntime automatic @jsxImportSource preact */
import type {Claim} from '../../judging/claim.ts';
import {provenanceAnchor} from '../anchors.ts';
import type {Ancestry} from '../lineage/ancestry.ts';
import {stageGraph} from '../lineage/stage-graph.ts';
import type {Reduction} from '../reduction.ts';
import type {ReportInput} from '../report-input.ts';
import type {Story} from '../story.ts';
import {Checklist} from './checklist.tsx';
import {Citation} from './citation.tsx';
import {DagPicture} from './dag-picture.tsx';
import {regenerate} from './provenance.tsx';
import {Protocol} from './protocol.tsx';
import {RichText} from './rich-text.tsx';
import {SimpleTable} from './simple-table.tsx';

interface Props {
  readonly story: Story;
  readonly input: ReportInput;
  readonly ancestries: readonly (readonly [experiment: string, ancestry: Ancestry])[];
  readonly verdictsHash: string;
}

/** Everything a reader needs in order to believe the numbers, or not to. */
export const Trust = ({story, input, ancestries, verdictsHash}: Props) => (
  <section class="trust" aria-labelledby="trust">
    <h2 id="trust">Why trust it</h2>
    <div class="prose">
      <p>
        This page is a pure function of its inputs: the same results give the same bytes on any
        machine. Each stage below is keyed by the hash of its code, parameters, inputs, seed and
        environment; the keys of profile <b>{input.profile}</b> stand under each figure. What
        differs from run to run (what was cached, durations, the machine, dates) is in{' '}
        <a href="run.html">run.html</a>, with the last check of results. What the page was made
        from, without weights and images, is <a href="results.zip">results.zip</a>.
      </p>
    </div>
    <h3 id="pipeline">The pipeline</h3>
    <details>
      <summary>How stages feed each other, and how many nodes each has</summary>
      <DagPicture graph={stageGraph(input.lineage)} />
    </details>
    <h3 id="protocol">Protocol</h3>
    <Protocol protocol={story.protocol} source={story.source} />
    <h3 id="scale">Scale of this profile</h3>
    <Scale reductions={input.reductions} profile={input.profile} />
    <h3 id="deviations">Deviations and assumptions</h3>
    <Deviations story={story} claims={input.claims} />
    <h3 id="irregular">Runs that did not end as planned</h3>
    <IrregularRuns input={input} />
    <h3 id="provenance">Provenance</h3>
    <details>
      <summary>Keys, parameters, seeds and versions, experiment by experiment</summary>
      {ancestries.map(([experiment, ancestry]) => (
        <Provenance experiment={experiment} ancestry={ancestry} profile={input.profile} />
      ))}
    </details>
    <h3 id="checklist">Checklist</h3>
    <Checklist input={input} source={story.source} />
    <h3 id="cite">How to cite</h3>
    <Citation {...story} profile={input.profile} verdictsHash={verdictsHash} />
  </section>
);

function Scale({reductions, profile}: {reductions: readonly Reduction[]; profile: string}) {
  if (reductions.length === 0) return <p>Profile {profile} has the scale of the paper.</p>;
  return (
    <details>
      <summary>
        {reductions.length} numbers of profile {profile} are not those of the paper’s scale
      </summary>
      <SimpleTable
        label="Scale of this profile"
        headings={['Part', 'Quantity', 'Here', 'At the paper’s scale']}
        rows={reductions.map(({part, quantity, here, paper}, place) => [
          reductions[place - 1]?.part === part ? '' : <b>{part}</b>,
          <RichText text={quantity.replace(/ \[1\]$/, '')} />,
          here,
          paper,
        ])}
      />
    </details>
  );
}

function Deviations({story, claims}: {story: Story; claims: readonly Claim[]}) {
  const assumptions = new Map<string, string[]>();
  for (const claim of claims) {
    for (const text of claim.assumptions) {
      assumptions.set(text, [...(assumptions.get(text) ?? []), claim.id]);
    }
  }
  return (
    <details class="prose wide">
      <summary>
        {assumptions.size} choices that the {story.source.parts} do not make
      </summary>
      <p>Sources: {story.tags}</p>
      <ul>
        {[...assumptions].map(([text, bound]) => (
          <li>
            <RichText text={text} /> <span class="quiet">({bound.join(', ')})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function IrregularRuns({input}: {input: ReportInput}) {
  const absent = input.experiments.filter(({summary}) => summary === undefined);
  const irregular = input.experiments.flatMap(({summary}) => summary?.irregular ?? []);
  if (absent.length === 0 && irregular.length === 0) {
    return <p>Every run of profile {input.profile} ended as planned.</p>;
  }
  return (
    <details>
      <summary>
        {absent.length + irregular.length} {absent.length + irregular.length === 1 ? 'run' : 'runs'}
      </summary>
      <SimpleTable
        label="Irregular runs"
        headings={['Run', 'Outcome', 'What happened']}
        rows={[
          ...absent.map(({node}) => [
            node,
            'failed',
            'Its summary is missing, and with it the figures and verdicts it feeds.',
          ]),
          ...irregular.map(({node, outcome, detail}) => [node, outcome, detail]),
        ]}
      />
    </details>
  );
}

interface ProvenanceProps {
  readonly experiment: string;
  readonly ancestry: Ancestry;
  readonly profile: string;
}

const Provenance = ({experiment, ancestry, profile}: ProvenanceProps) => (
  <details class="provenance" id={provenanceAnchor(experiment)}>
    <summary>
      {experiment}: <code>{ancestry.node}</code>
    </summary>
    <p>
      Key <code class="key">{ancestry.key}</code>. Again:{' '}
      <code>{regenerate(ancestry.node, profile)}</code>
    </p>
    {ancestry.stages.map(({stage, nodes, finished, parameters, seeds, environment}) => (
      <div>
        <h4>
          {stage}{' '}
          <span class="quiet">
            {finished} of {nodes} finished, {seeds} {seeds === 1 ? 'seed' : 'seeds'}
            {environment && `, ${environment}`}
          </span>
        </h4>
        <dl class="facts">
          {parameters.map(({name, values}) => (
            <>
              <dt>{name}</dt>
              <dd>{values}</dd>
            </>
          ))}
        </dl>
      </div>
    ))}
  </details>
);
