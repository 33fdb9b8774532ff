/** About how wide a text is in the pictures' size, in CSS pixels: nobody can measure it here. */
export const textWidth = (text: string): number => {
  let width = 0;
  for (const sign of text) width += invisible.test(sign) ? 0 : wide.test(sign) ? 13 : narrow.test(sign) ? 4 : 7;
  return width;
};

/** The text, or its beginning and `…`, in so many pixels; '' where not even one sign fits. */
export const fitText = (text: string, width: number): string => {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (textWidth(line) <= width) return line;
  let fitting = '';
  for (const { segment } of signs.segment(line.slice(0, longest))) {
    if (textWidth(`${fitting}${segment}…`) > width) break;
    fitting += segment;
  }
  return fitting === '' ? '' : `${fitting.trimEnd()}…`;
};

/** Nothing longer fits in any picture. */
const longest = 1000;

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const invisible = /\p{M}|\p{Cf}/u;
const wide =
  /[MWmw@%]|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;
const narrow = /[iljt.,:;'|!()\s]/;
