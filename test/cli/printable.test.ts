import {expect, it} from 'vitest';
import {printable, printableLines} from '../../src/cli/printable.ts';

it.each([
  ['train/E1/lr=0.1', 'train/E1/lr=0.1'],
  ['η/S ≤ 0.1 — “wide”', 'η/S ≤ 0.1 — “wide”'],
  ['a\u001b[2Jb', 'a\\u{1b}[2Jb'],
  ['a\u009bb', 'a\\u{9b}b'],
  ['report\u202egpj.exe', 'report\\u{202e}gpj.exe'],
  ['\u2066hidden\u2069', '\\u{2066}hidden\\u{2069}'],
  ['done\rerror', 'done\\u{d}error'],
  ['one\nAll 5 results are there.', 'one\\u{a}All 5 results are there.'],
])('shows %j as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('keeps the lines of a text that may have several', () => {
  expect(printableLines('Error: no\n    at run\u0007')).toEqual(['Error: no', '    at run\\u{7}']);
});
