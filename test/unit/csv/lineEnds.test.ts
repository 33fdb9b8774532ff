import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { meaningOf } from '../../../src/csv/csvColumns.ts';
import { headersOf, readCsv } from '../../../src/csv/readCsv.ts';

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const delimiter = fc.constantFrom(',', ';', '\t', '|');
const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '|', '\t', '\n', '\r', '\r\n'), maxLength: 8 });

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

it('lines end as they like, each in its own way, and what stands in quotes stays', () => {
  fc.assert(
    fc.property(
      delimiter,
      fc.array(fc.tuple(cell, lineEnd), { minLength: 1, maxLength: 8 }),
      lineEnd,
      (by, rows, end) => {
        const text = [
          `Gsid${by}Description${end}`,
          ...rows.map(([each, ends], at) => `1P${at}${by}${quoted(each)}${ends}`),
        ];
        const { records } = readCsv(text.join(''), meaningOf);
        expect(records.map(({ cells }) => cells.get('Description'))).toEqual(rows.map(([each]) => each));
        expect(headersOf(text.join(''), meaningOf)).toEqual(['Gsid', 'Description']);
      },
    ),
  );
});

it.each([
  ['Gsid,Description\n1P1,Foo\r\n1P2,Bar\r\n', ['Foo', 'Bar'], [2, 3]],
  ['Gsid,Description\r\n1P1,Foo\n1P2,Bar\n1P3,Baz\n', ['Foo', 'Bar', 'Baz'], [2, 3, 4]],
  ['Gsid,Description\n1P1,5" pipe\r\n1P2,"a\r\nb"\n1P3,c\r\n', ['5" pipe', 'a\r\nb', 'c'], [2, 3, 5]],
])('%j', (text, descriptions, lines) => {
  const { records } = readCsv(text, meaningOf);
  expect(records.map(({ cells }) => cells.get('Description'))).toEqual(descriptions);
  expect(records.map(({ line }) => line)).toEqual(lines);
});
