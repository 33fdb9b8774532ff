import { matches } from './matches.ts';

const lineEnd = /\r\n?|\n/g;

/** The text with every line end as editors have it. */
export const withOneKind = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** The text with the line ends that `before` has: each line that stands in both keeps its own, and a new one takes the usual one. */
export const withLineEndsOf = (before: string, text: string): string => {
  if (!before.includes('\r')) return text;
  const ends = before.match(lineEnd) ?? [];
  const lines = withOneKind(text).split('\n');
  const kept = new Map(
    [...matches(before.split(lineEnd), lines)].map(([from, to]): [number, string | undefined] => [to, ends[from]]),
  );
  const usual = mostOf(ends);
  return lines.map((line, at) => (at === lines.length - 1 ? line : `${line}${kept.get(at) ?? usual}`)).join('');
};

const mostOf = (ends: readonly string[]): string =>
  [...Map.groupBy(ends, (end) => end)].toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? '\n';
