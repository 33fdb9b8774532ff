import { globSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

type Found = { readonly source: string; readonly flags: string };

/** The regular expressions that stand in a syntax tree. */
const foundIn = (node: unknown): readonly Found[] => {
  if (typeof node !== 'object' || node === null) return [];
  if ('regex' in node) {
    const { pattern, flags } = Object(node.regex);
    return [{ source: String(pattern), flags: String(flags) }];
  }
  return Object.values(node).flatMap(foundIn);
};

/** What of a long text takes more than its length: tried from each of its places, or divided in each way between two parts. */
const slow = ({ source, flags }: Found): readonly string[] =>
  analyse({ source, flags }).reports.map(
    ({ type, exponential }) => `/${source}/${flags} ${exponential ? 'exponential' : type}`,
  );

const files = globSync('src/**/*.ts').map((file) => ({
  file,
  found: foundIn(parseAst(readFileSync(file, 'utf8'), { lang: 'ts' })),
}));

it('of no regular expression the time grows faster than the text', () => {
  expect(files.flatMap(({ found }) => found).length).toBeGreaterThan(400);
  expect(files.flatMap(({ file, found }) => found.flatMap(slow).map((each) => `${file}: ${each}`))).toEqual([]);
});

it.each<readonly [RegExp, number]>([
  [/<[^>]*>/g, 1],
  [/\n+$/, 1],
  [/^(\d+\.?\d*)$/, 1],
  [/^(?:a+)+$/, 1],
  [/(?<!\n)\n+$/, 0],
])('%s is seen for what it is', ({ source, flags }, expected) => {
  expect(slow({ source, flags }).slice(0, 1)).toHaveLength(expected);
});
