import type {Story} from './story.ts';

const formats: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  svg: 'image/svg+xml',
  zip: 'application/zip',
};

/** The results that the report was made from, which stand beside it. */
const results = {
  '@id': 'results.zip',
  '@type': 'File',
  name: 'results.zip',
  description:
    'Manifests of all results that the report descends from, each with the key, code hash, parameters, inputs, seed and environment that made it, and the records and summaries themselves: under ac/ and cas/, as in a store. Weights and images are left out.',
  encodingFormat: 'application/zip',
};

/** RO-Crate 1.1 metadata (JSON-LD) of a report's folder: what each file is and what it is about. */
export function roCrate(
  {source, project, paper}: Story,
  profile: string,
  files: readonly string[],
): unknown {
  return {
    '@context': 'https://w3id.org/ro/crate/1.1/context',
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: {'@id': './'},
        conformsTo: {'@id': 'https://w3id.org/ro/crate/1.1'},
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: `${project.title}: profile ${profile}`,
        description: `Verdicts, figures and data for the claims of the ${source.whole}, computed at profile ${profile}.`,
        datePublished: project.released,
        license: {'@id': `https://spdx.org/licenses/${project.license}`},
        citation: {'@id': paper.url},
        hasPart: [...files, results['@id']].map((file) => ({'@id': file})),
        mentions: {'@id': '#pipeline'},
      },
      ...files.map((file) => ({
        '@id': file,
        '@type': 'File',
        name: file,
        encodingFormat: formats[file.split('.').at(-1) ?? ''] ?? 'text/plain',
      })),
      results,
      {
        '@id': '#pipeline',
        '@type': 'SoftwareApplication',
        name: project.name,
        version: project.version,
        author: project.authors.map((name) => ({'@type': 'Organization', name})),
        ...(project.url !== undefined && {url: project.url}),
      },
      {
        '@id': paper.url,
        '@type': 'ScholarlyArticle',
        name: paper.title,
        identifier: paper.identifier,
        author: paper.authors.map((name) => ({'@type': 'Person', name})),
      },
    ],
  };
}
