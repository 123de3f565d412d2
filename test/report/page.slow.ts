/** The report in a real Chromium. */
import {readFile} from 'node:fs/promises';
import axe from 'axe-core';
import {PNG} from 'pngjs';
import type {Browser, Page} from 'playwright-core';
import {extractText, getDocumentProxy} from 'unpdf';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import story from '../../experiments/story/story.ts';
import {renderComparison} from '../../src/report/compare/render-comparison.tsx';
import {renderProfiles} from '../../src/report/render-profiles.tsx';
import {renderReport} from '../../src/report/render-report.tsx';
import {renderRunPage} from '../../src/report/render-run-page.tsx';
import {launch, open, serve, siteOf, unfold, type Site} from './browser.ts';
import {figureBuilders} from './builders.ts';
import {inventedInput} from './fixtures/invented.ts';
import {inventedRun} from './fixtures/run-record.ts';

const files = await renderReport(inventedInput, {story, figures: figureBuilders});
const {verdicts, claims} = inventedInput;
const side = (name: string) => ({name, verdicts});
files.set('run.html', renderRunPage('invented', inventedRun));
files.set('profiles.html', renderProfiles(story.title, [verdicts, verdicts], claims));
files.set(
  'comparison.html',
  renderComparison(side('one'), side('other'), claims).get('index.html') ?? '',
);
const figureIds = ['e1a-sharpness', 'e1b-accuracy', 'e1-matching', 'e1-fixed-epochs'];
const committed = new URL('../../reports/quick/index.html', import.meta.url).href;
let browser: Browser;
let site: Site;
let index: string;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch(), siteOf(files)]);
  index = site.url('index.html');
});
afterAll(async () => {
  await Promise.all([browser.close(), site.close()]);
});

describe('as a file, offline', () => {
  it('asks for nothing but itself and raises no complaint under its policy', async () => {
    const {page, complaints, requests} = await open(browser, index);
    await page.locator('#e1a-sharpness summary').click();
    await page.locator('#e1a-sharpness .downloads button').click();
    await page.locator('#e1a-sharpness .plot [data-tip*="seed"]').last().hover();
    await page.waitForTimeout(200);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([index]);
    expect(complaints).toEqual([]);
  });

  it('shows everything without script', async () => {
    const {page, complaints} = await open(browser, index, {javaScriptEnabled: false});
    for (const folded of await page.locator('.robustness > summary').all()) await folded.click();
    for (const id of figureIds) {
      await expect(page.locator(`#${id} .plot svg`).first().isVisible()).resolves.toBe(true);
    }
    for (const level of [
      '.tables > details',
      '.tables > details > details',
      '.tables details details details',
    ]) {
      for (const folded of await page.locator(`${level} > summary`).all()) await folded.click();
    }
    for (const table of await page.locator('.tables table.data').all()) {
      await expect(table.isVisible()).resolves.toBe(true);
    }
    expect(await page.locator('tr[data-standing]').count()).toBe(inventedInput.claims.length);
    expect(await page.locator('button, select').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['invented', 360],
    ['invented', 800],
    ['invented', 1600],
    ['committed', 360],
  ])('the %s report needs no sideways scrolling at %i px', async (report, width) => {
    const url = report === 'invented' ? index : committed;
    const {page} = await open(browser, url, {viewport: {width, height: 900}});
    const [content, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(content).toBe(window);
  });

  it.each([
    [360, 8],
    [390, 9],
  ])('keeps the text of figures readable at %i px', async (width, least) => {
    const {page} = await open(browser, index, {viewport: {width, height: 800}});
    await unfold(page);
    // The size of the letters as drawn: that of the font, times what the figure is scaled by.
    const sizes = await page.locator('.plot svg text').evaluateAll((texts) =>
      texts.map((text) => {
        const matrix = text instanceof SVGTextElement && text.getScreenCTM();
        if (!matrix || text.getBoundingClientRect().height === 0) return Infinity;
        const {a, b, c, d} = matrix;
        return Number.parseFloat(getComputedStyle(text).fontSize) * Math.sqrt(a * d - b * c);
      }),
    );
    expect(Math.min(...sizes)).toBeGreaterThan(least);
  });

  it('opens at a deep link, and opens what is folded around it', async () => {
    const {page} = await open(browser, `${index}#provenance-E1`);
    const details = page.locator('#provenance-E1');
    await expect(details.getAttribute('open')).resolves.not.toBeNull();
    await expect(
      details.evaluate((node) => node.getBoundingClientRect().top),
    ).resolves.toBeLessThan(400);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([360, 1280])('has no violation that axe finds at %i px', async (width) => {
    const {page} = await open(browser, index, {colorScheme, viewport: {width, height: 900}});
    await unfold(page);
    expect(await violations(page)).toEqual([]);
  });

  it('draws marks and text that stand out from the paper', async () => {
    const {page} = await open(browser, index, {colorScheme});
    const colours = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const marks = ['series1', 'series2', 'series3', 'series4', 'series5', 'series6'];
      const noise = [1, 2, 3, 4, 5, 6, 7].map((step) => `noise${step}`);
      return ['paper', ...marks, ...noise].map((name) => style.getPropertyValue(`--${name}`));
    });
    const [paper = '', ...marks] = colours;
    for (const mark of marks) expect(contrast(mark, paper), mark).toBeGreaterThan(3);
  });
});

describe.each(['run.html', 'profiles.html', 'comparison.html'])('%s', (file) => {
  it('asks for nothing, complains of nothing, and has no violation that axe finds', async () => {
    const url = site.url(file);
    const {page, complaints, requests} = await open(browser, url, {
      viewport: {width: 360, height: 900},
    });
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });
});

describe('with script', () => {
  it('tells of a mark under the pointer and lights the same run in the other panel', async () => {
    const {page} = await open(browser, index);
    await page.locator('#e1a-sharpness .plot [data-tip*="seed"]').last().hover();
    await expect(page.locator('.tip').textContent()).resolves.toMatch(
      /^η = [\d.]+, S = \d+, seed \d — ‖H‖ = /,
    );
    expect(await page.locator('#e1b-accuracy .on').count()).toBe(1);
    await page.mouse.move(2, 2);
    await expect(page.locator('.tip').isHidden()).resolves.toBe(true);
  });

  it('shows one seed at a time, in all figures of the experiment, by one control', async () => {
    const {page} = await open(browser, index);
    expect(await page.locator('.seeds').count()).toBe(1);
    const shown = (id: string) => page.locator(`#${id} .plot [data-tip*="seed"]:not(.off)`).count();
    expect(await shown('e1b-accuracy')).toBe(75);
    await page.locator('#e1a-sharpness .seeds button', {hasText: '1'}).click();
    expect([await shown('e1a-sharpness'), await shown('e1b-accuracy')]).toEqual([25, 25]);
    await page.locator('#e1a-sharpness .seeds button', {hasText: 'all'}).click();
    expect(await shown('e1a-sharpness')).toBe(75);
  });

  it('is reached by keyboard: skip link, figures mark by mark, escape', async () => {
    const {page} = await open(browser, index);
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus').textContent()).resolves.toBe('To the claims');
    await page.locator('#e1a-sharpness .plots').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.tip').isVisible()).resolves.toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.locator('.tip').isHidden()).resolves.toBe(true);
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus').textContent()).resolves.toContain('E1a');
  });

  it('filters the claims by verdict and by slide, and shows one that a link leads to', async () => {
    const {page} = await open(browser, index);
    const shown = () =>
      page
        .locator('tr[data-standing]:visible .claim-id')
        .evaluateAll((nodes) => nodes.map((node) => node.textContent));
    const all = await shown();
    expect(all).toEqual(inventedInput.claims.map(({id}) => id));
    await page.locator('.filters select').first().selectOption('supported');
    await expect(shown()).resolves.toEqual(['E1a']);
    await expect(page.locator('.filters [role=status]').textContent()).resolves.toBe(
      `1 of ${all.length} claims`,
    );
    await page.evaluate(() => void (location.hash = '#claim-E3'));
    await expect(page.locator('#claim-E3').isVisible()).resolves.toBe(true);
    await page.locator('.filters select').last().selectOption('WARNING');
    await expect(shown()).resolves.toEqual(['E3']);
  });
});

it('prints without cutting a figure', async () => {
  const {page} = await open(browser, index);
  await unfold(page);
  const pdf = await page.pdf({format: 'A4', margin: {top: '15mm', bottom: '15mm'}});
  const {text} = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: false,
  });
  const plain = text.map((sheet) => sheet.replaceAll(/\s+/g, ' '));
  for (const [title, bottom] of [
    ['More noise ends in flatter minima:', 'noise n = η/S'],
    ['More noise generalises better', 'noise n = η/S'],
    ['what comparing at equal train loss', 'Spearman ρ with n'],
    ['the same runs after a fixed number of epochs', 'noise n = η/S'],
  ] as const) {
    const sheet = plain.find((each) => each.includes(title));
    expect(sheet, title).toContain(bottom);
    expect(sheet, title).toContain('profile invented');
  }
});

describe('downloads', () => {
  let host: Site;
  beforeAll(async () => void (host = await serve(files)));
  afterAll(() => host.close());

  const save = async (page: Page, selector: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(selector).click(),
    ]);
    return {name: download.suggestedFilename(), bytes: await readFile(await download.path())};
  };

  // A page of its own for each figure: Chromium lets one page save no more than ten files.
  it.each(figureIds)('of %s are the files of the report, byte for byte', async (id) => {
    const {page} = await open(browser, host.url('index.html'));
    const links = await page
      .locator(`#${id} a[download]`)
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''));
    expect(links).toContain(`figures/${id}.svg`);
    expect(links).toContain('data/dictionary.csv');
    expect(links).toHaveLength(4);
    await unfold(page);
    for (const link of links) {
      const {bytes} = await save(page, `#${id} a[download][href="${link}"]`);
      expect(bytes.toString('utf8')).toBe(files.get(link));
    }
  });

  it('offer the figure as a PNG, three times its size', async () => {
    const {page} = await open(browser, host.url('index.html'));
    await unfold(page);
    const {name, bytes} = await save(page, '#e1a-sharpness .downloads button');
    const width = Number(
      /^<svg [^>]*width="([\d.]+)"/.exec(files.get('figures/e1a-sharpness.svg') ?? '')?.[1],
    );
    expect(name).toBe('e1a-sharpness.png');
    const png = PNG.sync.read(bytes);
    expect(png.width).toBe(3 * Math.trunc(width));
    expect(new Set(png.data).size).toBeGreaterThan(20);
  });
});

/** What axe finds against WCAG 2.2 AA, the size of targets with it, and its best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const {violations: found} = await page.evaluate(() =>
    window.axe.run({rules: {'target-size': {enabled: true}}}),
  );
  return found.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** The contrast ratio of two colours `#rrggbb` (WCAG 2). */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
