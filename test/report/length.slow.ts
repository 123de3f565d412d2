/** How long the committed report is, in a real Chromium. */
import {readFile} from 'node:fs/promises';
import type {Browser} from 'playwright-core';
import {extractText, getDocumentProxy} from 'unpdf';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launch, open} from './browser.ts';

const file = new URL('../../reports/quick/index.html', import.meta.url);
const committed = file.href;
let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());

it('is less than two megabytes, and tells short what pictures show', async () => {
  const page = await readFile(file, 'utf8');
  expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
  const told = [...page.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, alt = '']) => alt);
  expect(told.length).toBeGreaterThan(10);
  expect(told.filter((alt) => alt.length > 300)).toEqual([]);
});

describe('the committed report', () => {
  it.each([
    [1280, 900],
    [390, 844],
  ])('says at %i px within one screen what was found', async (width, height) => {
    const {page} = await open(browser, committed, {viewport: {width, height}});
    const last = await page
      .locator('.finding')
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().bottom));
    expect(last.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...last)).toBeLessThanOrEqual(height);
  });

  it('is short: as it opens, its claims, its tab stops, printed', async () => {
    const {page} = await open(browser, committed, {viewport: {width: 1280, height: 900}});
    const [total, claims, stops] = await page.evaluate(() => [
      document.documentElement.scrollHeight,
      document.querySelector('table.claims')?.getBoundingClientRect().height ?? Infinity,
      [...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')].filter(
        (node) => node.checkVisibility() && node.getBoundingClientRect().width > 0,
      ).length,
    ]);
    expect(total).toBeLessThan(25_000);
    expect(claims).toBeLessThanOrEqual(1800);
    expect(stops).toBeLessThan(400);
    const pdf = await page.pdf({format: 'A4', margin: {top: '15mm', bottom: '15mm'}});
    const {totalPages} = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
    expect(totalPages).toBeLessThanOrEqual(40);
  });

  it('prints no figure that is taller than a sheet', async () => {
    const {page} = await open(browser, committed, {viewport: {width: 794, height: 1009}});
    await page.emulateMedia({media: 'print'});
    const tall = await page
      .locator('figure')
      .evaluateAll((nodes) =>
        nodes
          .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height > 1009)
          .map(({id}) => id),
      );
    expect(tall).toEqual([]);
  });

  it('puts every heading at most one level below the one before', async () => {
    const {page} = await open(browser, committed);
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((nodes) => nodes.map((node) => Number(node.tagName.slice(1))));
    for (const [place, level] of levels.entries()) {
      expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });
});
