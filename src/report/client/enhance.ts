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

  // One control an experiment, at the first of its figures that has seeds.
  const filterBySeed = (figure: HTMLElement) => {
    if (kin(figure).some((other) => other.querySelector('.seeds') !== null)) return;
    const seeds = [...new Set(kin(figure).flatMap(marksIn).map(seedOf))]
      .filter((seed) => seed !== undefined)
      .sort((a, b) => Number(a) - Number(b));
    if (seeds.length < 2) return;
    const bar = document.createElement('p');
    bar.className = 'seeds';
    bar.setAttribute('role', 'group');
    const experiment = figure.dataset['experiment'] ?? '';
    bar.setAttribute('aria-label', `Show seeds in all figures of ${experiment}`);
    bar.append(`Seeds of ${experiment}`);
    for (const seed of ['all', ...seeds]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = seed;
      button.setAttribute('aria-pressed', String(seed === 'all'));
      button.addEventListener('click', () => {
        for (const each of bar.querySelectorAll('button')) {
          each.setAttribute('aria-pressed', String(each === button));
        }
        for (const other of kin(figure)) select(other, seed);
      });
      bar.append(button);
    }
    if (marksIn(figure).some((mark) => seedOf(mark) !== undefined)) {
      figure.querySelector('.plots')?.before(bar);
    }
  };
  const select = (figure: HTMLElement, seed: string) => {
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
      void savePng([...figure.querySelectorAll('.plot svg')], `${figure.id}.png`);
    });
    figure.querySelector('.downloads')?.append(button);
  };
  const pictureOf = async (svg: Element) => {
    const style = getComputedStyle(document.documentElement);
    const copy = svg.cloneNode(true);
    if (copy instanceof Element) {
      copy.setAttribute(
        'font-family',
        getComputedStyle(svg.querySelector('text') ?? svg).fontFamily,
      );
    }
    const text = new XMLSerializer()
      .serializeToString(copy)
      .replace(/var\((--\w+)\)/g, (_, variable: string) => style.getPropertyValue(variable));
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    return image;
  };
  const savePng = async (svgs: readonly Element[], name: string) => {
    const scale = 3;
    const images = await Promise.all(svgs.map(pictureOf));
    const canvas = document.createElement('canvas');
    canvas.width = scale * images.reduce((sum, image) => sum + image.naturalWidth, 0);
    canvas.height = scale * Math.max(...images.map((image) => image.naturalHeight));
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    context.fillRect(0, 0, canvas.width, canvas.height);
    let left = 0;
    for (const image of images) {
      const [width, height] = [scale * image.naturalWidth, scale * image.naturalHeight];
      context.drawImage(image, left, 0, width, height);
      left += width;
    }
    const link = document.createElement('a');
    link.download = name;
    link.href = canvas.toDataURL('image/png');
    link.click();
  };

  for (const figure of figures) {
    filterBySeed(figure);
    offerPng(figure);
    figure.querySelectorAll<HTMLElement>('.plots').forEach(walkWithKeys);
  }
  document.addEventListener('pointerover', (event) => {
    const mark = event.target instanceof Element ? event.target.closest('.plot [data-tip]') : null;
    if (mark === null) clear();
    else point(mark);
  });

  // A link into closed details opens them.
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null) return;
    const own = target.querySelector<HTMLDetailsElement>(':scope > th > details');
    if (own !== null) own.open = true;
    let details = target.closest('details');
    if (details === null) return;
    for (; details; details = details.parentElement?.closest('details') ?? null)
      details.open = true;
    target.scrollIntoView();
  };
  window.addEventListener('hashchange', openTarget);
  openTarget();
}
