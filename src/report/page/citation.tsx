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

const ofProject = ({name, title, version, released, license}: Project): string =>
  entry('software', name, {title, version, year: released.slice(0, 4), license});

/** The paper first, then this regeneration of it. */
export const Citation = ({paper, project}: Pick<Story, 'paper' | 'project'>) => (
  <div class="prose">
    <p>
      Cite the paper for its claims, and this software with the profile and the key of a figure for
      a number of this page. Machine-readable:{' '}
      <a href="ro-crate-metadata.json">RO-Crate metadata</a>.
    </p>
    <div class="scroll" tabIndex={0} role="region" aria-label="BibTeX">
      <pre>{`${ofPaper(paper)}\n\n${ofProject(project)}`}</pre>
    </div>
  </div>
);
