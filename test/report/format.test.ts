import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {toCsv} from '../../src/report/format/csv.ts';
import {math} from '../../src/report/format/math.ts';
import {
  formatInterval,
  formatNumber,
  formatP,
  formatScientific,
  powerOfTen,
} from '../../src/report/format/number.ts';
import {plainText} from '../../src/report/format/plain-text.ts';
import {slideSlug} from '../../src/report/anchors.ts';

/** Reads a formatted number back. */
const read = (text: string): number => {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = text
    .replaceAll('−', '-')
    .replaceAll('\u202f', '')
    .replace(/^(-?)10(?=[⁻⁰-⁹¹²³])/, '$11×10')
    .replace(
      /×10(⁻?)(.+)$/u,
      (_, sign: string, power: string) =>
        `e${sign && '-'}${Array.from(power, (digit) => digits.indexOf(digit)).join('')}`,
    );
  return Number(plain);
};

describe('formatNumber', () => {
  it('keeps three significant digits of any number', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-12, max: 1e12, noNaN: true}), (value) => {
        expect(Math.abs(read(formatNumber(value)) - value) / value).toBeLessThanOrEqual(0.0051);
        expect(formatNumber(-value)).toBe(`−${formatNumber(value)}`);
      }),
    );
  });

  it.each([
    [0, '0'],
    [null, '–'],
    [0.25, '0.25'],
    [1234.5, '1235'],
    [36470, '36\u202f470'],
    [1e-5, '10⁻⁵'],
    [2.5e-4, '2.5×10⁻⁴'],
    [-1e7, '−10⁷'],
  ])('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

it('gives an interval the decimals of its width', () => {
  expect(formatInterval(2.2e-17, [-9.3e-17, 1.394e-16])).toBe('(0.2\u00a0[−0.9,\u00a01.4])×10⁻¹⁶');
  expect(formatInterval(-0.8312, [-0.912, -0.7])).toBe('−0.83\u00a0[−0.91,\u00a0−0.70]');
  expect(formatInterval(36470, [30000, 42000])).toBe(
    '36\u202f470\u00a0[30\u202f000,\u00a042\u202f000]',
  );
});

it('writes powers, small p-values and scientific numbers', () => {
  expect(powerOfTen(-12)).toBe('10⁻¹²');
  expect(formatP(0.0004)).toBe('p < 0.001');
  expect(formatP(0.0312)).toBe('p = 0.031');
  expect(formatScientific(0.001)).toBe('10⁻³');
});

it('writes CSV that keeps commas, quotes and missing values', () => {
  const column = (name: string) => ({name, type: 'text' as const, unit: '', meaning: name});
  const rows = [
    {a: 'x, "y"', b: null},
    {a: true, b: 0.1},
  ];
  expect(toCsv({name: 't', about: '', columns: [column('a'), column('b')], rows})).toBe(
    'a,b\n"x, ""y""",\ntrue,0.1\n',
  );
});

it('sets mathematics without styles of its own', () => {
  expect(math(String.raw`\mathbf{C} = \sigma^2 \mathbf{I}`, true)).toMatch(
    /^<math display="block"/,
  );
  expect(math(String.raw`\frac{\eta}{S}`)).not.toMatch(/style=|class=/);
  expect(() => math(String.raw`\frac{`)).toThrow();
});

it('reads TeX in text as text', () => {
  expect(plainText(String.raw`Correlation of $\frac{\eta}{S}$ with $n$`)).toBe(
    'Correlation of η/S with n',
  );
});

it('takes a heading and its TeX for the same slide', () => {
  expect(
    slideSlug(String.raw`Simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`),
  ).toBe(slideSlug('Simultaneous rescaling η ↦ cη and S ↦ cS'));
});
