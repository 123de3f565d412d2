import {describe, expect, it} from 'vitest';
import {LONGEST_ALT, shortAlt} from '../../src/report/format/short-text.ts';

describe('what a picture shows', () => {
  it('stays as it is while it is short', () => {
    expect(shortAlt('Scatter plot. 75 points.')).toBe('Scatter plot. 75 points.');
  });

  it('ends with a whole part of a long enumeration, and says where the rest is', () => {
    const alt = `Intervals: ${Array.from({length: 40}, (_, run) => `run ${run} at 0.5`).join('; ')}.`;
    const short = shortAlt(alt);
    expect(short.length).toBeLessThanOrEqual(LONGEST_ALT);
    expect(short).toMatch(/^Intervals: .*run \d+ at 0\.5 … All numbers are in its data\.$/);
  });

  it('cuts words without any sign between words', () => {
    const short = shortAlt(Array.from({length: 100}, () => 'word').join(' '));
    expect(short).toMatch(/word … All/);
    expect(short.length).toBeLessThanOrEqual(LONGEST_ALT);
  });
});
