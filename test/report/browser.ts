import {createServer} from 'node:http';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import chromium from '@sparticuz/chromium';
import {
  chromium as playwright,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

/** The headless Chromium that comes inside an npm package; it needs libexpat1 and nothing else. */
export async function launch(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--force-color-profile=srgb', '--font-render-hinting=none'],
    headless: true,
  });
}

/** A report on disk, as a reader has it. */
export interface Site {
  readonly url: (file: string) => string;
  readonly close: () => Promise<void>;
}

/** Writes the files of a report into a fresh folder. */
export async function siteOf(files: ReadonlyMap<string, string>): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'report-'));
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), {recursive: true});
    await writeFile(file, text);
  }
  return {
    url: (file) => pathToFileURL(path.join(folder, file)).href,
    close: () => rm(folder, {recursive: true}),
  };
}

/** Serves the files of a report as a static host does; browsers save links of a `file:` page only from there. */
export async function serve(files: ReadonlyMap<string, string>): Promise<Site> {
  const types: Readonly<Record<string, string>> = {'.html': 'text/html', '.svg': 'image/svg+xml'};
  const server = createServer(({url = '/'}, response) => {
    const name = url.slice(1);
    const text = files.get(name);
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': types[path.extname(name)] ?? 'text/plain',
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    url: (file) => `http://127.0.0.1:${address.port}/${file}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** A page that keeps what went wrong on it and what it asked for. */
export interface Watched {
  readonly page: Page;
  /** Messages of the console and uncaught errors. */
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({reducedMotion: 'reduce', ...options});
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  return {page, complaints, requests};
}

/** Opens all that is folded. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
