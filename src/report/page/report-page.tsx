/** @jsxRuntime automatic @jsxImportSource preact */
import {slideAnchor} from '../anchors.ts';
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {rawRun, type Ancestry} from '../lineage/ancestry.ts';
import type {JudgedClaim, ReportInput} from '../report-input.ts';
import type {Story} from '../story.ts';
import {chaptersFor} from '../outline.ts';
import {Chapters, chapterId} from './chapters.tsx';
import {ClaimsTable} from './claims-table.tsx';
import {Corrections} from './corrections.tsx';
import {DataSection} from './data-section.tsx';
import {Masthead} from './masthead.tsx';
import {RichText} from './rich-text.tsx';
import {Trust} from './trust.tsx';

export interface ReportPageProps {
  readonly story: Story;
  readonly input: ReportInput;
  readonly judged: readonly JudgedClaim[];
  readonly drawn: readonly DrawnFigure[];
  readonly ancestries: readonly (readonly [experiment: string, ancestry: Ancestry])[];
  /** SHA-256 of `verdicts.json`, hexadecimal. */
  readonly verdictsHash: string;
}

/** The whole of index.html. */
export function ReportPage(props: ReportPageProps) {
  const {story, input, judged, drawn, ancestries, verdictsHash} = props;
  const byExperiment = new Map(ancestries);
  const {profile} = input;
  const summaries = input.experiments.flatMap(({summary}) => summary ?? []);
  const effects = story.effects(summaries);
  return (
    <>
      <a class="skip" href="#claims">
        To the claims
      </a>
      <div class="page">
        <Contents story={story} judged={judged} drawn={drawn} />
        <main>
          <Masthead
            story={story}
            judged={judged}
            drawn={drawn}
            effects={effects}
            scales={story.scales(summaries)}
            profile={profile}
          />
          <section aria-labelledby="claims">
            <h2 id="claims">The claims</h2>
            <ClaimsTable
              story={story}
              judged={judged}
              figures={drawn}
              effects={effects}
              profile={profile}
              checks={checksOf(input, byExperiment)}
            />
            <Corrections claims={input.claims} verdicts={input.verdicts} />
          </section>
          <Chapters
            story={story}
            judged={judged}
            drawn={drawn}
            profile={profile}
            ancestryOf={(experiment) =>
              byExperiment.get(experiment) ?? {
                node: experiment,
                key: 'unknown',
                stages: [],
                raw: [],
              }
            }
          />
          <DataSection summaries={summaries} />
          <Trust story={story} input={input} ancestries={ancestries} verdictsHash={verdictsHash} />
          <Footer title={story.title} profile={profile} />
        </main>
      </div>
    </>
  );
}

/** For each claim one raw run among those that it was judged by, another for each. */
function checksOf(
  {experiments}: ReportInput,
  ancestries: ReadonlyMap<string, Ancestry>,
): ReadonlyMap<string, string> {
  const checks = new Map<string, string>();
  for (const {summary} of experiments) {
    const ancestry = summary && ancestries.get(summary.experiment);
    for (const [place, {claim}] of (summary?.evidence ?? []).entries()) {
      const run = ancestry && rawRun(ancestry, place);
      if (run !== undefined) checks.set(claim, run);
    }
  }
  return checks;
}
const Footer = ({title, profile}: {title: string; profile: string}) => (
  <footer class="foot">
    <p>
      {title}, profile {profile}. This page loads nothing and works without its script.
    </p>
  </footer>
);

type Contained = Pick<ReportPageProps, 'story' | 'judged' | 'drawn'>;

const Contents = (props: Contained) => (
  <nav class="contents" aria-label="Contents">
    <details class="fold">
      <summary>Contents</summary>
      <ContentsList {...props} />
    </details>
    <div class="side">
      <ContentsList {...props} />
    </div>
  </nav>
);

const ContentsList = ({story, judged, drawn}: Contained) => (
  <ol>
    <li>
      <a href="#claims">The claims</a>
    </li>
    {chaptersFor({story, judged, drawn}).map((chapter) => (
      <li>
        <a href={`#${chapterId(chapter)}`}>{chapter.title}</a>
        <ol>
          {chapter.slides
            .filter(({heading}) => heading !== chapter.title)
            .map(({heading}) => (
              <li>
                <a href={`#${slideAnchor(heading)}`}>
                  <RichText text={heading} />
                </a>
              </li>
            ))}
        </ol>
      </li>
    ))}
    <li>
      <a href="#data">Data</a>
    </li>
    <li>
      <a href="#trust">Why trust it</a>
    </li>
  </ol>
);
