/**
 * The script of the page. It only adds: without it everything is there, in the tables under the
 * figures. Its text goes into the page (`String(enhance)`), so it must stand alone: no imports, no
 * names from outside but those of the browser.
 *
 * Every mark of a figure carries `data-tip`: `η = 0.01, S = 100, seed 2 — ‖H‖_F = 41.2`. The part
 * before the dash names the run, which links the marks of a run across the figures of its experiment.
 */
// eslint-disable-next-line max-lines-per-function -- one text that stands alone, in the page
export function enhance(): void {
  const figures = [...document.querySelectorAll<HTMLElement>('figure.card')];
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('role', 'status');
  document.body.append(tip);

  const tipOf = (mark: Element) => mark.getAttribute('data-tip') ?? '';
  const runOf = (mark: Element) => tipOf(mark).split(' — ')[0] ?? '';
  const seedOf = (mark: Element) => /\bseed (\d+)/.exec(runOf(mark))?.[1];
  const marksIn = (figure: Element) => [...figure.querySelectorAll('.plot [data-tip]')];
  const kin = (figure: HTMLElement) =>
    figures.filter((other) => other.dataset['experiment'] === figure.dataset['experiment']);
  const figureOf = (node: Element) => node.closest<HTMLElement>('figure.card');

  const showTip = (mark: Element) => {
    const box = mark.getBoundingClientRect();
    tip.textContent = tipOf(mark);
    tip.hidden = false;
    const left = Math.min(
      box.right + 8,
      document.documentElement.clientWidth - tip.offsetWidth - 8,
    );
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${String(Math.max(8, left) + window.scrollX)}px`;
    tip.style.top = `${String((above < 0 ? box.bottom + 8 : above) + window.scrollY)}px`;
  };
  const clear = () => {
    tip.hidden = true;
    for (const figure of figures) figure.classList.remove('lit');
    for (const mark of document.querySelectorAll('.on')) mark.classList.remove('on');
  };
  const point = (mark: Element) => {
    clear();
    const figure = figureOf(mark);
    if (figure === null) return;
    const run = runOf(mark);
    for (const other of kin(figure)) {
      const same = marksIn(other).filter((each) => runOf(each) === run);
      for (const each of same) each.classList.add('on');
      other.classList.toggle('lit', same.length > 0);
    }
    showTip(mark);
  };

  const filterBySeed = (figure: HTMLElement) => {
    const seeds = [...new Set(marksIn(figure).map(seedOf))]
      .filter((seed) => seed !== undefined)
      .sort((a, b) => Number(a) - Number(b));
    if (seeds.length < 2) return;
    const bar = document.createElement('p');
    bar.className = 'seeds';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'Show seeds');
    bar.append('Seeds');
    for (const seed of ['all', ...seeds]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = seed;
      button.dataset['seed'] = seed;
      button.setAttribute('aria-pressed', String(seed === 'all'));
      button.addEventListener('click', () => {
        for (const other of kin(figure)) select(other, seed);
      });
      bar.append(button);
    }
    figure.querySelector('.plots')?.before(bar);
  };
  const select = (figure: HTMLElement, seed: string) => {
    for (const button of figure.querySelectorAll<HTMLElement>('.seeds button')) {
      button.setAttribute('aria-pressed', String(button.dataset['seed'] === seed));
    }
    for (const mark of marksIn(figure)) {
      const own = seedOf(mark);
      mark.classList.toggle('off', seed !== 'all' && own !== undefined && own !== seed);
    }
  };

  const walkWithKeys = (plot: HTMLElement) => {
    let place = -1;
    plot.tabIndex = 0;
    plot.addEventListener('keydown', (event) => {
      const marks = [...plot.querySelectorAll('[data-tip]:not(.off)')];
      if (event.key === 'Escape') clear();
      const step = new Map([
        ['ArrowRight', 1],
        ['ArrowLeft', -1],
      ]).get(event.key);
      if (step === undefined || marks.length === 0) return;
      event.preventDefault();
      place = (place + step + marks.length) % marks.length;
      const mark = marks.at(place);
      if (mark !== undefined) point(mark);
    });
    plot.addEventListener('blur', clear);
  };

  const offerPng = (figure: HTMLElement) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'PNG';
    button.addEventListener('click', () => {
      const svg = figure.querySelector('.plot svg');
      if (svg !== null) savePng(svg, `${figure.id}.png`);
    });
    figure.querySelector('.downloads')?.append(button);
  };
  const savePng = (svg: Element, name: string) => {
    const colours = getComputedStyle(document.documentElement);
    const text = new XMLSerializer()
      .serializeToString(svg)
      .replace(/var\((--\w+)\)/g, (_, variable: string) => colours.getPropertyValue(variable));
    const image = new Image();
    image.addEventListener('load', () => {
      const scale = 3;
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth * scale;
      canvas.height = image.naturalHeight * scale;
      const context = canvas.getContext('2d');
      if (context === null) return;
      context.fillStyle = colours.getPropertyValue('--paper');
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const link = document.createElement('a');
      link.download = name;
      link.href = canvas.toDataURL('image/png');
      link.click();
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };

  for (const figure of figures) {
    filterBySeed(figure);
    offerPng(figure);
    figure.querySelectorAll<HTMLElement>('.plot').forEach(walkWithKeys);
  }
  document.addEventListener('pointerover', (event) => {
    const mark = event.target instanceof Element ? event.target.closest('.plot [data-tip]') : null;
    if (mark === null) clear();
    else point(mark);
  });

  // A link into closed details opens them.
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    const details = target?.closest('details');
    if (!details) return;
    details.open = true;
    target?.scrollIntoView();
  };
  window.addEventListener('hashchange', openTarget);
  openTarget();
}
