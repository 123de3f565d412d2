import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {expect} from 'vitest';

/**
 * Holds an SVG to the golden one of its name, up to ids and the decimals of its coordinates. On a
 * difference the new picture is left beside the golden one as `<name>-changed.svg`: look at it, and
 * rename it if it is better. A golden picture that does not exist yet is left in the same way.
 */
export function expectGolden(name: string, svg: string): void {
  const golden = new URL(`golden/${name}.svg`, import.meta.url);
  const changed = new URL(`golden/${name}-changed.svg`, import.meta.url);
  const before = existsSync(golden) ? readFileSync(golden, 'utf8') : '';
  if (normal(before) === normal(svg)) rmSync(changed, {force: true});
  else writeFileSync(changed, svg);
  expect(normal(svg), `see test/report/golden/${name}-changed.svg`).toBe(normal(before));
}

const normal = (svg: string): string =>
  svg
    .replaceAll(/(id="|url\(#)[^")]+/g, '$1id')
    .replaceAll(/-?\d+\.\d+/g, (digits) => Number(digits).toFixed(1))
    .replaceAll('><', '>\n<')
    .trim();
