const invisible = '\u200b';
const lineBreaks = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const isolate = (text: string): string => `\u2068${text}\u2069`;

/**
 * A tenant's text as one line that is shown as it reads, where VS Code draws `$(name)` as an icon and a name in another direction
 * would turn what stands beside it: no line ends, no controls, no icons, and what is written from right to left stays in its place.
 */
export const plainLabel = (text: string): string => {
  const line = text
    .toWellFormed()
    .replaceAll(bidiControls, '')
    .replaceAll(lineBreaks, ' ')
    .trim()
    .replaceAll('$(', `$${invisible}(`);
  return rightToLeft.test(line) ? isolate(line) : line;
};

/** As Markdown of which nothing is drawn but the text, on one line: an address in it is no link either. */
export const escapedMarkdown = (text: string): string =>
  text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&').replaceAll(/\s+/g, ' ');
