/**
 * Adds two choices above the table of claims: by verdict and by slide. Without script the table is whole. The text of
 * this function goes into the page, so it must stand alone.
 */
export function filterClaims(): void {
  const table = document.querySelector<HTMLElement>('table.claims');
  if (table === null) return;
  const groups = [...table.querySelectorAll<HTMLElement>('tbody')];
  const rows = [...table.querySelectorAll<HTMLElement>('tr[data-standing]')];
  const bar = document.createElement('p');
  bar.className = 'filters';
  const told = document.createElement('span');
  told.setAttribute('role', 'status');

  const choice = (name: string, values: readonly string[]) => {
    const label = document.createElement('label');
    const select = document.createElement('select');
    for (const value of ['all', ...new Set(values)]) select.add(new Option(value, value));
    label.append(`${name} `, select);
    bar.append(label);
    select.addEventListener('change', apply);
    return select;
  };
  const apply = () => {
    for (const group of groups) {
      const own = rows.filter((row) => group.contains(row));
      const here = slide.value === 'all' || group.dataset['slide'] === slide.value;
      for (const row of own) {
        row.hidden =
          !here || (verdict.value !== 'all' && row.dataset['standing'] !== verdict.value);
      }
      group.hidden = own.every((row) => row.hidden);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    told.textContent =
      shown === rows.length ? '' : `${String(shown)} of ${String(rows.length)} claims`;
  };
  const verdict = choice(
    'Verdict',
    rows.map((row) => row.dataset['standing'] ?? ''),
  );
  const slide = choice(
    'Slide',
    groups.map((group) => group.dataset['slide'] ?? ''),
  );
  bar.append(told);
  table.before(bar);

  // A link to a claim that is filtered away shows it.
  window.addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null || !rows.includes(target) || !target.hidden) return;
    verdict.value = slide.value = 'all';
    apply();
    target.scrollIntoView();
  });
}
