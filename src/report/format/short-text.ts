/** Characters that a screen reader can be asked to read of a picture. */
export const LONGEST_ALT = 300;

/**
 * What a figure shows, short enough to be read out: whole sentences or parts of an enumeration, as many as there is
 * room for, and where the rest is.
 */
export function shortAlt(alt: string): string {
  if (alt.length <= LONGEST_ALT) return alt;
  const rest = ' … All numbers are in its data.';
  const room = alt.slice(0, LONGEST_ALT - rest.length);
  const end = Math.max(...['. ', '; ', ': ', ', '].map((mark) => room.lastIndexOf(mark)));
  return `${room.slice(0, end > 0 ? end : room.lastIndexOf(' '))}${rest}`;
}
