/** Control characters, and what turns a line around or hides a part of it. A tab does no harm. */
const HIDDEN = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** `text` as one line that a terminal shows and does not obey, whoever wrote it. */
export const printable = (text: string): string =>
  text.replace(HIDDEN, (hidden) => `\\u{${(hidden.codePointAt(0) ?? 0).toString(16)}}`);

/** The same of a text of several lines. */
export const printableLines = (text: string): string[] => text.split('\n').map(printable);
