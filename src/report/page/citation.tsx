/** @jsxRuntime automatic @jsxImportSource preact */
import {paper, project} from '../project.ts';

const entry = (kind: string, key: string, fields: Readonly<Record<string, string>>): string =>
  [
    `@${kind}{${key},`,
    ...Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`),
    '}',
  ].join('\n');

const bibtex = [
  entry('misc', 'jastrzebski2017three', {
    title: paper.title,
    author: paper.authors.join(' and '),
    year: String(paper.year),
    eprint: paper.identifier.replace('arXiv:', ''),
    archivePrefix: 'arXiv',
  }),
  entry('software', project.name, {
    title: project.title,
    version: project.version,
    year: project.released.slice(0, 4),
    license: project.license,
  }),
].join('\n\n');

/** The paper first, then this regeneration of it. */
export const Citation = () => (
  <div class="prose">
    <p>
      Cite the paper for its claims, and this software with the profile and the key of a figure for
      a number of this page. Machine-readable:{' '}
      <a href="ro-crate-metadata.json">RO-Crate metadata</a>.
    </p>
    <div class="scroll" tabIndex={0} role="region" aria-label="BibTeX">
      <pre>{bibtex}</pre>
    </div>
  </div>
);
