import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '../../../../src/model/query/format.ts';
import { longestQuery, parse, type QueryError } from '../../../../src/model/query/parse.ts';
import { fieldNames } from '../../../../src/model/query/query.ts';
import { anyQuery, queryOf } from './goals.ts';

const errorsOf = (text: string): readonly QueryError[] => {
  const parsed = parse(text);
  return parsed.kind === 'refused' ? parsed.errors : [];
};

/** The code, what stands at the place, and what would be right. */
const told = (text: string): readonly string[] =>
  errorsOf(text).map(({ code, offset, length, ...more }) =>
    [code, text.slice(offset, offset + length), 'nearest' in more ? (more.nearest ?? '') : ''].join('|'),
  );

const expectPlaces = (text: string): void => {
  for (const { offset, length } of errorsOf(text)) {
    expect(length).toBeGreaterThan(0);
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
  }
};

const letters = [
  ' ',
  '"',
  '\\',
  ',',
  ':',
  '-',
  '=',
  '<',
  '>',
  '.',
  '@',
  '+',
  '%',
  'status',
  'due',
  'none',
  '30d',
  '2031-02-30',
  '\u{1f600}',
  '\ud800',
  '\u0301',
  '\u00a0',
  'İ',
];
const queryLike = fc.string({
  unit: fc.constantFrom(...letters, ...fieldNames.map((name) => `${name}:`)),
  maxLength: 30,
});

describe('a query that is read', () => {
  it.each([
    ['', ''],
    ['  status:open \t owner:@me  ', 'status:open owner:@me'],
    ['STATUS:Open,MISSED', 'status:open,Missed'],
    ['status:not-started', 'status:"Not Started"'],
    ['status:"in progress"', 'status:"In Progress"'],
    ['status:Blocked', 'status:Blocked'],
    ['status:"open"', 'status:"open"'],
    ['TargetDate:overdue', 'due:overdue'],
    ['OwnerId:x', 'owner:x'],
    ['company:"Alder"', 'company:Alder'],
    ['company:"Calder & Finch",Lumenquay', 'company:"Calder & Finch",Lumenquay'],
    ['company:="Al, \\"der\\""', 'company:="Al, \\"der\\""'],
    ['due:<+30D', 'due:<+30d'],
    ['due:2026-12-01..2026-12-31', 'due:2026-12-01..2026-12-31'],
    ['due:..today,next-week..', 'due:..today,next-week..'],
    ['due:=2026-12', 'due:2026-12'],
    ['progress:<=50%', 'progress:<=50'],
    ['progress:-0', 'progress:0'],
    ['progress:20..80', 'progress:20..80'],
    ['-status:missed -draft:yes', '-status:Missed -draft:yes'],
    ['roll out -legal "single sign-on"', 'roll out -legal "single sign-on"'],
    ['"status:open" "-x" - --x', '"status:open" "-x" "-" -"-x"'],
    ['a"b c\\d e,f', 'a"b c\\d e,f'],
    ['owner:"@me",none', 'owner:"@me",none'],
  ])('%s is %s', (text, formatted) => {
    expect(errorsOf(text)).toEqual([]);
    expect(format(queryOf(text))).toBe(formatted);
  });

  it('is the same when it is written and read again', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(queryOf(format(query))).toEqual(query);
      }),
      { numRuns: 2000 },
    );
  });

  it('is written the same way ever after', () => {
    fc.assert(
      fc.property(queryLike, (text) => {
        const parsed = parse(text);
        if (parsed.kind === 'refused') return;
        expect(parse(format(parsed.query))).toEqual(parsed);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a query that is refused', () => {
  it.each([
    ['statsu:open', 'unknownField|statsu:open|status'],
    ['-onwer:@me x', 'unknownField|-onwer:@me|owner'],
    ['taget:today', 'unknownField|taget:today|due'],
    ['http://x', 'unknownField|http://x|'],
    [':x', 'unknownField|:x|'],
    ['status:', 'missingValue|status:|'],
    ['status: open', 'missingValue|status:|'],
    ['status:open,', 'missingValue|status:open,|'],
    ['owner:""', 'missingValue|owner:""|'],
    ['""', 'missingValue|""|'],
    ['due:<', 'missingValue|due:<|'],
    ['company:"Al', 'unclosedQuote|"Al|'],
    ['x "a\\"', 'unclosedQuote|"a\\"|'],
    ['company:"Al"der,x', 'textAfterQuote|"Al"der|'],
    ['"a"b', 'textAfterQuote|"a"b|'],
    ['company:<5', 'notOrdered|<5|'],
    ['due:2026-02-30', 'badDay|2026-02-30|'],
    ['due:2026-13', 'badDay|2026-13|'],
    ['due:overdu', 'badDay|overdu|overdue'],
    ['due:<overdue', 'badDay|<overdue|overdue'],
    ['due:today,this-wek', 'badDay|this-wek|this-week'],
    ['due:..', 'badDay|..|'],
    ['due:a..b', 'badDay|a..b|'],
    ['progress:half', 'badNumber|half|'],
    ['progress:1e5', 'badNumber|1e5|'],
    ['draft:ja', 'badWord|ja|'],
    ['metric:non', 'badWord|non|none'],
  ])('%s: %s', (text, expected) => {
    expect(told(text)).toEqual([expected]);
    expectPlaces(text);
  });

  it('says of everything that is wrong', () => {
    expect(told('statsu:open due:2026-02-30,x progress:half')).toHaveLength(4);
  });

  it('is refused at a place within its text, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(queryLike, fc.string({ unit: 'binary' })), (text) => {
        expectPlaces(text);
        expect(errorsOf(text).length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a text of 100 KB', () => {
  const long = 100_000;

  it.each(['x', ' ', '"', '\\', ':', ',', 'a:', 'status:open,', 'a ', '-', '\u0301', '..', 'due:1'])(
    'of %s is refused for its length',
    (unit) => {
      const text = unit.repeat(long / unit.length);
      expect(errorsOf(text)).toEqual([
        { code: 'tooLong', most: longestQuery, offset: longestQuery, length: text.length - longestQuery },
      ]);
    },
  );

  it.each(['x', '"', ':', ',', 'a:', 'status:open,', 'statsu:x ', 'company:"a",', '..', 'due:1..', '-'])(
    'is read as far as it may be, of %s',
    (unit) => {
      const text = `company:${unit.repeat(Math.floor(longestQuery / unit.length) - 10)}`;
      expect(() => parse(text)).not.toThrow();
      expectPlaces(text);
    },
  );
});
