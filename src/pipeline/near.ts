/** The names nearest to `asked` (Levenshtein distance), best first; names far from it are left out. */
export function nearest(asked: string, names: Iterable<string>, limit = 3): readonly string[] {
  const furthest = Math.max(2, Math.floor(asked.length / 3));
  return [...new Set(names)]
    .map((name) => ({name, distance: editDistance(asked, name, furthest)}))
    .filter(({distance}) => distance <= furthest)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({name}) => name);
}

/** The number of insertions, deletions and replacements from `a` to `b`; more than `furthest` is not refined. */
function editDistance(a: string, b: string, furthest: number): number {
  if (Math.abs(a.length - b.length) > furthest) return furthest + 1;
  let row = Array.from({length: b.length + 1}, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
