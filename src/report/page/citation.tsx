/** @jsxRuntime automatic @jsxImportSource preact */
import type {Paper, Project, Story} from '../story.ts';

const entry = (kind: string, key: string, fields: Readonly<Record<string, string>>): string =>
  [
    `@${kind}{${key},`,
    ...Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`),
    '}',
  ].join('\n');

const ofPaper = ({key, title, authors, year, identifier}: Paper): string => {
  const [archive = '', eprint = ''] = identifier.split(':', 2);
  return entry('misc', key, {
    title,
    author: authors.join(' and '),
    year: String(year),
    eprint,
    archivePrefix: archive,
  });
};

const ofProject = (
  {name, title, authors, version, released, license, url}: Project,
  {profile, verdictsHash}: Cited,
): string =>
  entry('software', name, {
    title,
    author: authors.map((author) => `{${author}}`).join(' and '),
    version,
    date: released,
    license,
    ...(url !== undefined && {url}),
    note: `profile ${profile}, verdicts.json of SHA-256 ${verdictsHash}`,
  });

/** Which results are cited. */
interface Cited {
  readonly profile: string;
  readonly verdictsHash: string;
}

/** The paper first, then this regeneration of it. */
export const Citation = ({paper, project, ...cited}: Pick<Story, 'paper' | 'project'> & Cited) => (
  <div class="prose">
    <p>
      Cite the paper for its claims, and this software with the profile and the key of a figure for
      a number of this page; the commit it was made at stands in <a href="run.html">run.html</a>.
      Machine-readable: <a href="ro-crate-metadata.json">RO-Crate metadata</a>.
    </p>
    <div class="scroll" tabIndex={0} role="region" aria-label="BibTeX">
      <pre>{`${ofPaper(paper)}\n\n${ofProject(project, cited)}`}</pre>
    </div>
  </div>
);
