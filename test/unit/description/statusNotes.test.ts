import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { RichText } from '../../../src/description/richText.ts';
import { isNoteSeen } from '../../../src/description/seenNote.ts';
import { addNote, mergeNotes, readNotes, type StatusNote } from '../../../src/description/statusNotes.ts';
import { lettersOf } from './letters.ts';

const note = (date: string, name: string, text: string): StatusNote => ({ date, name, text });
const ann = note('2031-03-01', 'Ann', 'On track');
const bob = note('2031-03-02', 'Bob', 'Waiting for legal');

const asText = (description: string): readonly string[] =>
  readNotes(description).map(({ date, name, text }) => `${date} ${name}: ${text}`);

const section = (...items: readonly string[]): string =>
  `<p><strong>Status updates</strong></p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

it('is HTML that any editor shows', () => {
  expect(addNote('<p>Why</p>', ann)).toBe(
    '<p>Why</p><p><strong>Status updates</strong></p><ul><li><strong>2031-03-01, Ann:</strong> On track</li></ul>',
  );
});

it.each<readonly [string, string, readonly string[]]>([
  ['none', '<p>Why</p><ul><li>2031-03-01, Ann: no section</li></ul>', []],
  ['what this writes', addNote('', ann), ['2031-03-01 Ann: On track']],
  ['without a name', addNote('', note('2031-03-01', '', 'x')), ['2031-03-01 : x']],
  ['without bold', section('2031-03-01, Ann: On track'), ['2031-03-01 Ann: On track']],
  [
    'other tags and attributes',
    '<p style="a"><b class="x">Status Updates:</b><br></p>\n<ul class="l">\n<li dir="ltr"><p><b>2031-03-01, Ann:</b>&nbsp;On <em>track</em></p></li>\n</ul>',
    ['2031-03-01 Ann: On track'],
  ],
  ['a heading', '<h3>Status updates</h3><ul><li>2031-03-01: x</li></ul>', ['2031-03-01 : x']],
  [
    'not closed',
    '<p><b>Status updates</b></p><ul><li>2031-03-01, A: x<li>2031-03-02, B: y</ul>',
    ['2031-03-01 A: x', '2031-03-02 B: y'],
  ],
  ['a person’s own items', section('Talk to Eve', '2031-03-01, Ann: x'), ['2031-03-01 Ann: x']],
  [
    'a list in an item',
    section('2031-03-01, Ann: x<ul><li>y</li></ul>', '2031-03-02, B: z'),
    ['2031-03-01 Ann: x y', '2031-03-02 B: z'],
  ],
  ['text behind it', `${section('2031-03-01, Ann: x')}<p>More</p>`, ['2031-03-01 Ann: x']],
  ['no end', '<p><b>Status updates</b></p><ul><li>2031-03-01, A: x</li>', []],
  ['text in the list', '<p><b>Status updates</b></p><ul>odd<li>2031-03-01, A: x</li></ul>', []],
  ['the last of two', section('2031-03-01, Ann: x') + section('2031-03-02, B: y'), ['2031-03-02 B: y']],
])('reads %s', (_, description, expected) => {
  expect(asText(description)).toEqual(expected);
});

const texts = fc.string({ unit: 'grapheme', maxLength: 30 });
const odd = fc.constantFrom(
  '&amp;',
  '<b>',
  '</li></ul>',
  ': ',
  ', ',
  '  ',
  '\n',
  '"',
  '\u00a0',
  '2031-01-01',
  '<!--',
  'Ann',
);
const line = fc.array(fc.oneof(texts, odd), { maxLength: 4 }).map((all) => all.join(''));
const day = fc.integer({ min: 1, max: 9 }).map((at) => `2031-03-0${at}`);
const notes = fc.record({ date: day, name: line, text: line.map((text) => `x${text}`) });
const htmls = fc
  .array(
    fc.constantFrom(
      '<p>A</p>',
      '<ul><li>B</li></ul>',
      '<p><b>Status updates</b></p>\n<ul>\n <li>2031-03-04, F: f</li>\n</ul>',
      section('own'),
      section('2031-03-05, E: e'),
      '<p><br></p>',
      'text',
      '<br>',
      '\n',
      '<div>',
      '<b>c',
    ),
    { maxLength: 5 },
  )
  .map((all) => `<p>a</p>${all.join('')}`);

const tidy = ({ date, name, text }: StatusNote): StatusNote => {
  const oneLine = (of: string): string =>
    of
      .toWellFormed()
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim();
  return { date, name: oneLine(name), text: oneLine(text) };
};

/** Whether one text is the other with one piece more. */
const isOnePieceMore = (short: string, long: string): boolean => {
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return (
    long.endsWith(short.slice(at)) ||
    Array.from({ length: at + 1 }, (_, cut) => cut).some(
      (cut) => long.startsWith(short.slice(0, cut)) && long.endsWith(short.slice(cut)),
    )
  );
};

it('reads back whatever is added, and leaves the rest byte for byte', () => {
  fc.assert(
    fc.property(htmls, notes, (html, added) => {
      const after = addNote(html, added);
      expect(isOnePieceMore(html, after)).toBe(true);
      const [before, now] = [readNotes(html), readNotes(after)];
      expect(now).toHaveLength(before.length + 1);
      expect(now).toContainEqual(tidy(added));
    }),
  );
});

it.each([
  ['plain text stays as it is', 'Cut the time', 'Cut the time<p>'],
  ['lines stay lines', 'One\nTwo', '<p>One<br>Two</p><p>'],
  ['signs stay signs', 'a < b', '<p>a &lt; b</p><p>'],
  ['nothing', '', '<p>'],
])('%s', (_, before, expected) => {
  expect(addNote(before, ann).startsWith(`${expected}<strong>Status`)).toBe(true);
});

it('stays a section in the form, and when it is edited there', () => {
  const before = addNote(addNote('<p>Why</p>', ann), bob);
  const rich = new RichText(before, before);
  expect(rich.write(rich.markdown).value).toBe(before);
  const { value } = rich.write(`${rich.markdown.replace('Why', 'Why not')}\n`);
  expect(asText(value)).toEqual(asText(before));
  const more = rich.write(rich.markdown.replace('Waiting for legal', 'Waiting for **legal** & co')).value;
  expect(asText(more)).toEqual(['2031-03-01 Ann: On track', '2031-03-02 Bob: Waiting for legal & co']);
});

const three = addNote(addNote('<p>Why</p>', ann), bob);
const dan = note('2031-03-02', 'Dan', 'Late');
const eve = note('2031-03-02', 'Eve', 'Signed');

it.each<readonly [string, string, string, string, string | undefined]>([
  [
    'both begin a section',
    '<p>A</p>',
    addNote('<p>A</p>', ann),
    addNote('<p>A</p>', bob),
    addNote(addNote('<p>A</p>', ann), bob),
  ],
  ['both add a line', three, addNote(three, dan), addNote(three, eve), addNote(addNote(three, eve), dan)],
  ['mine is there already', three, addNote(three, eve), addNote(three, eve), addNote(three, eve)],
  [
    'mine is there, and more',
    three,
    addNote(three, eve),
    addNote(addNote(three, eve), ann),
    addNote(addNote(three, eve), ann),
  ],
  [
    'they changed the rest',
    three,
    addNote(three, eve),
    three.replace('Why', 'How'),
    addNote(three.replace('Why', 'How'), eve),
  ],
  [
    'I changed the rest',
    three,
    three.replace('Why', 'How'),
    addNote(three, eve),
    addNote(three.replace('Why', 'How'), eve),
  ],
  ['both changed the rest', three, three.replace('Why', 'A'), addNote(three.replace('Why', 'B'), eve), undefined],
  ['both changed what has no section', '<p>A</p>', '<p>B</p>', '<p>C</p>', undefined],
  [
    'they took a line out',
    three,
    addNote(three, eve),
    addNote('<p>Why</p>', bob),
    addNote(addNote('<p>Why</p>', bob), eve),
  ],
  ['plain text on both sides', 'a\nb', addNote('a\nb', ann), addNote('a\nb', bob), addNote(addNote('a\nb', ann), bob)],
  ['only mine', three, addNote(three, eve), three, addNote(three, eve)],
  ['only theirs', three, three, addNote(three, eve), addNote(three, eve)],
])('merges: %s', (_, base, mine, theirs, expected) => {
  expect(mergeNotes(base, mine, theirs)).toBe(expected);
});

it('loses no line of two people who log at once, has none twice, and comes to the same when it is merged again', () => {
  const several = fc.uniqueArray(notes, { maxLength: 4, selector: (each) => JSON.stringify(tidy(each)) });
  const keys = (of: string): readonly string[] =>
    readNotes(of)
      .map((each) => JSON.stringify(each))
      .toSorted();
  fc.assert(
    fc.property(htmls, several, several, (base, own, other) => {
      const mine = own.reduce(addNote, base);
      const theirs = other.reduce(addNote, base);
      const merged = mergeNotes(base, mine, theirs) ?? '';
      const expected = new Set([...keys(base), ...keys(mine), ...keys(theirs)]);
      expect(new Set(keys(merged))).toEqual(expected);
      expect(keys(merged).length).toBe(keys(base).length + expected.size - new Set(keys(base)).size);
      expect(lettersOf(merged).length).toBeGreaterThanOrEqual(lettersOf(mine).length);
      expect(mergeNotes(base, mine, merged)).toBe(merged);
      expect(keys(mergeNotes(base, theirs, mine) ?? '')).toEqual(keys(merged));
    }),
  );
});

it('reads what goes wrong', () => {
  const bad = [
    '<p>',
    '<p> ',
    '<p><b> ',
    '<p><b>Status updates</b></p><ul>',
    '<p><b>Status updates</b></p><ul><li>',
    '<li>',
    '<ul>',
    '<',
    '<p><strong>Status updates ',
  ];
  for (const piece of bad) expect(readNotes(piece.repeat(20_000)).length).toBe(0);
});

it.each([
  ['<p>Why</p>', true],
  ['Why', true],
  ['', true],
  ['<div><p>Why', true],
  ['<!-- Why', false],
  ['<p title="', false],
  ['<textarea>Why', false],
  ['<script>why()', false],
])('says whether a reader sees a note behind %s', (before, expected) => {
  expect(isNoteSeen(addNote(before, ann), ann)).toBe(expected);
});
