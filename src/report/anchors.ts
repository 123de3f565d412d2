/** Anchors of the page; a deep link to any of them stays valid from run to run. */
export const claimAnchor = (claim: string): string => `claim-${claim}`;
export const slideAnchor = (heading: string): string => `slide-${slideSlug(heading)}`;
export const tableAnchor = (table: string): string => `data-${table}`;
export const provenanceAnchor = (experiment: string): string => `provenance-${experiment}`;

/** A slide's heading without case, signs and spaces: `Width and $n$` and `Width and n` are one slide. */
export function slideSlug(heading: string): string {
  return heading
    .replaceAll(/\\[a-z]+/gi, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
}
