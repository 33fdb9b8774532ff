import { array, assert, constantFrom, nat, property } from 'fast-check';
import { expect, it } from 'vitest';
import { RichText } from '../../../src/description/richText.ts';

const edited = (text: string, edit: (markdown: string) => string): string => {
  const rich = new RichText(text, text);
  return rich.write(edit(rich.markdown)).value;
};

it.each([
  ['a word of a line', 'one\r\ntwo\r\n\r\nthree', 'two', '2', 'one\r\n2\r\n\r\nthree'],
  ['a line that is added', 'one\r\ntwo\r\n', 'two', 'two\nmore', 'one\r\ntwo\r\nmore\r\n'],
  ['a line behind the last one', 'one\r\ntwo', 'two', 'two\nmore', 'one\r\ntwo\r\nmore'],
  ['a line that is taken out', 'one\r\ntwo\r\nthree', 'two\n', '', 'one\r\nthree'],
  ['ends of old computers', 'one\rtwo\rthree', 'two', '2', 'one\r2\rthree'],
  ['ends of every kind', 'one\r\ntwo\nthree\rfour\r\nfive', 'four', '4', 'one\r\ntwo\nthree\r4\r\nfive'],
  ['usual ends', 'one\ntwo', 'two', '2\n3', 'one\n2\n3'],
])('plain text keeps its line ends: %s', (_, text, from, to, expected) => {
  expect(edited(text, (markdown) => markdown.replace(from, to))).toBe(expected);
});

it('keeps every line that nobody touched byte for byte', () => {
  const ends = array(constantFrom('\r\n', '\n', '\r'), { minLength: 1, maxLength: 12 });
  assert(
    property(ends, nat(11), (all, place) => {
      const lines = all.map((end, at) => `line ${at}${end}`);
      const at = place % lines.length;
      const changed = edited(`${lines.join('')}end`, (markdown) => markdown.replace(`line ${at}\n`, 'changed\n'));
      const left = changed.split(/changed(?:\r\n?|\n)/);
      expect(left).toEqual([lines.slice(0, at).join(''), `${lines.slice(at + 1).join('')}end`]);
    }),
  );
});
