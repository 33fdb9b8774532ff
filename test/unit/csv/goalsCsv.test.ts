import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { columnDates } from '../../../src/csv/csvDates.ts';
import { meaningOf } from '../../../src/csv/csvColumns.ts';
import { csvIntents } from '../../../src/csv/csvIntents.ts';
import { columnsFor, csvHead, csvLines, guarded, unguarded } from '../../../src/csv/goalsCsv.ts';
import { readCsv, textOfBytes } from '../../../src/csv/readCsv.ts';
import { typedDate } from '../../../src/quickActions/typedDate.ts';
import { rowsOf } from '../../../src/plan/makePlan.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { known } from '../plan/known.ts';

const intents = (text: string, tenant = known): readonly Intent[] =>
  csvIntents(readCsv(text, meaningOf), {
    file: 'goals.csv',
    dateOf: (each) => typedDate(each, '2031-01-01', 'de'),
    goal: (id) => tenant.goal(id),
    nameOf: (field, id) => (field === 'OwnerId' ? known.owners().find((each) => each.id === id)?.name : undefined),
    mismatch: (field) => `${field} differs`,
  });

/** A line an intent: its line, what it is, and its fields. */
const drawn = (text: string): readonly string[] =>
  intents(text).map((intent) => {
    const line = intent.source?.line ?? 0;
    if (intent.kind === 'refused') {
      const name = intent.name === undefined ? '' : ` named ${intent.name}`;
      return `${line} refused ${intent.refusal.code} ${intent.refusal.value ?? ''}${name}`;
    }
    if (intent.kind === 'addMetric') return `${line} metric`;
    const fields = Object.entries(intent.fields).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : `?${value.named}`}`,
    );
    return `${line} ${intent.kind === 'update' ? intent.goalId : 'new'} ${fields.join(' ')}`;
  });

describe('a file', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['of commas', 'Gsid,Name,Status\nG1,New,Missed\n', ['2 G1 Name=New Status=?Missed']],
    ['of semicolons', 'Gsid;Name\nG1;a,b\n', ['2 G1 Name=a,b']],
    ['of tabs', 'Gsid\tName\nG1\ta\n', ['2 G1 Name=a']],
    ['that names its delimiter', 'sep=;\nGsid;Name\nG1;a\n', ['3 G1 Name=a']],
    ['with a mark and CRLF', '\uFEFFGsid,Name\r\nG1,a\r\nG2,b\r\n', ['2 G1 Name=a', '3 G2 Name=b']],
    ['with lines inside quotes', 'Gsid,Name\nG1,"a\nb"\n\nG2,c', ['2 G1 Name=a\nb', '5 G2 Name=c']],
    ['with quotes inside quotes', 'Gsid,Name\nG1,"say ""hi"""\n', ['2 G1 Name=say "hi"']],
    [
      'of Excel in German',
      'Name;Unternehmen;Zieldatum\nN;Acme;31.12.2031\n',
      ['2 new Name=N CompanyId=?Acme TargetDate=2031-12-31'],
    ],
    ['with columns of its own', 'Gsid,Colour,Name\nG1,red,a\n', ['2 G1 Name=a']],
    ['with an odd column', 'Gsid,__proto__,Name\nG1,x,a\n', ['2 G1 Name=a']],
    ['with what clears a field', 'Gsid,OwnerName\nG1,\n', ['2 G1 OwnerId=']],
    ['with id and name that fit', 'Gsid,OwnerId,OwnerName\nG1,U1,Ann Lee\n', ['2 G1 OwnerId=U1']],
    ['with id and name that do not', 'Gsid,OwnerId,OwnerName\nG1,U1,Bob Ray\n', ['2 refused notRead OwnerId differs']],
    [
      'with a day that is none',
      'Gsid,Due\nG1,soon\nG2,2031-02-03\n',
      ['2 refused badDate soon', '3 G2 TargetDate=2031-02-03'],
    ],
    [
      'with a name behind what is wrong',
      'Due,Name\nsoon, a \nsoon,\n',
      ['2 refused badDate soon named a', '3 refused badDate soon'],
    ],
    ['with a short line', 'Gsid,Name,Status\nG1,a\n', ['2 G1 Name=a']],
  ])('%s is read', (_, text, expected) => expect(drawn(text)).toEqual(expected));

  it.each([
    ['an open quote', 'Gsid,Name\nG1,a\nG2,"b\nG3,c\n', 'quotes in line 3'],
    ['two columns of one name', 'Gsid,Name,Name\nG1,a,b\n', 'twoHeaders in line 1'],
    ['two columns of one name in another case', 'Gsid,Name,name\nG1,a,b\n', 'sameMeaning in line 1'],
    ['two target dates', 'Gsid,TargetDate,Due\nG1,2031-01-01,2031-01-02\n', 'sameMeaning in line 1'],
    ['two names of the owner', 'Gsid,Owner,OwnerName\nG1,a,b\n', 'sameMeaning in line 1'],
    ['two ids', 'Id,Gsid\nG1,G2\n', 'sameMeaning in line 1'],
    ['a value below no header', 'Gsid,,Name\nG1,,a\nG2,x,b\n', 'noHeader in line 3'],
    ['more cells than columns', 'Gsid,Name\nG1,a\nG2,b,c\n', 'tooManyCells in line 3'],
    ['nothing', '\n', 'empty in line 1'],
  ])('with %s is refused with its line', (_, text, expected) => expect(() => intents(text)).toThrow(expected));

  it.each([
    ['UTF-8', new TextEncoder().encode('Müller')],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x4d, 0, 0xfc, 0, 0x6c, 0, 0x6c, 0, 0x65, 0, 0x72, 0])],
    ['what Excel saves', new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])],
  ])('is read as %s', (_, bytes) => expect(textOfBytes(bytes).replace('\uFEFF', '')).toBe('Müller'));

  const utf8 = (text: string): readonly number[] => [...new TextEncoder().encode(text)];
  it.each([
    ['UTF-8 with its mark', [...utf8(`${csvHead()}a\n`), 0xfc, 0x0a], 3],
    ['UTF-8 with its mark and no other letter', [...utf8('\uFEFFName\n'), 0xfc], 2],
    ['UTF-8 without its mark', [...utf8('Name\nZürich\n'), 0xfc, ...utf8('\n')], 3],
    ['UTF-16', [0xff, 0xfe, 0x4d, 0, 0x0a, 0, 0x3d, 0xd8, 0x42, 0], 2],
    ['UTF-16, cut within a letter', [0xfe, 0xff, 0, 0x4d, 0], 1],
  ])('is refused as a whole where a letter of it is broken: %s', (_, bytes, line) => {
    const read = (): string => textOfBytes(Uint8Array.from(bytes));
    expect(read).toThrow(expect.objectContaining({ name: 'CsvBroken', code: 'encoding', line }));
  });
});

describe('an export', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('=', "'", '"', ',', ';', '\n', '\r', ' ', '@', '\t', '＝', 'a', '-') }),
  );

  it.each(['=1+1', ' =1', '+1', '-1', '@x', '＝1', "'=1", '\t1'])('runs nothing: %j', (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`);
  });

  it.each([
    ['a;=1', "a;'=1"],
    ['a;b; -1', "a;b; '-1"],
    ['a\t+1', "a\t'+1"],
    ['a\n@x', "a\n'@x"],
    ["a;'=1", "a;''=1"],
    ['=1;=1', "'=1;'=1"],
    ['\t=1', "'\t'=1"],
    ['a; b = 1', 'a; b = 1'],
  ])('runs nothing where its cells are taken apart elsewhere: %j', (cell, expected) => {
    expect(guarded(cell)).toBe(expected);
  });

  it('is guarded and taken back letter by letter', () => {
    const isSame = fc.property(text, (each) => unguarded(guarded(each)) === each);
    expect(fc.check(isSame, { numRuns: 2000 }).counterexample).toBeNull();
  });

  it('names the fields that could not be read, and imported again clears none of them', () => {
    const odd: Goal = {
      Gsid: 'G1',
      Name: 'N',
      CompanyId: 'C1',
      TargetDate: '2031-01-01',
      unreadable: ['OwnerId', 'Status'],
    };
    const whole: Goal = { Gsid: 'G2', Name: 'M', CompanyId: 'C1' };
    const details = { descriptions: false, metrics: false };
    expect(columnsFor(details, [whole])).not.toContain('Unreadable');
    const columns = columnsFor(details, [whole, odd]);
    const csv = csvHead(columns) + csvLines([odd, whole], columns);
    expect(csv).toContain('OwnerId Status');
    const [first = '', second = ''] = drawn(csv);
    expect(first).toBe('2 G1 Name=N CompanyId=C1 TargetDate=2031-01-01 TemplateId=');
    expect(second).toContain('Status= OwnerId=');
    // What a person enters for it is meant.
    expect(drawn('Gsid,Status,OwnerId,Unreadable\nG1,Missed,,OwnerId Status')).toEqual(['2 G1 Status=?Missed']);
  });

  it('that is imported again changes nothing', () => {
    const name = text.filter((each) => each.trim() !== '' && each.length < 200);
    const goal: fc.Arbitrary<Goal> = fc.record({
      Gsid: fc.constant('G1'),
      Name: name,
      CompanyId: fc.constant('C1'),
      Status: fc.constantFrom('In Progress', 'Missed'),
      OwnerId: fc.constantFrom('U1', 'U3'),
      TargetDate: fc.constantFrom('2031-01-01', '2031-12-31'),
    });
    const isUnchanged = fc.property(goal, (each) => {
      const owner = known.owners().find(({ id }) => id === each.OwnerId);
      const csv = csvHead() + csvLines([{ ...each, ...(owner && { OwnerName: owner.name }) }]);
      const holding = { ...known, goal: () => each };
      const rows = rowsOf({ intents: intents(csv, holding), answers: {} }, holding);
      return rows.length === 1 && rows[0]?.state.kind === 'unchanged';
    });
    expect(fc.check(isUnchanged, { numRuns: 500 }).counterexample).toBeNull();
  });
});

describe('the dates of a column', () => {
  const all = ['en', 'en-gb', 'de'];
  const read = (language: string, cells: readonly string[]): readonly (string | undefined)[] => {
    const dateOf = columnDates(cells, (text) => typedDate(text, '2026-11-28', language));
    return cells.map((cell) => dateOf(cell));
  };

  it.each<readonly [string, readonly string[], readonly (string | undefined)[]]>([
    [
      'with dots begin with the day',
      ['01.12.2026', '25.12.2026', '1.2.27'],
      ['2026-12-01', '2026-12-25', '2027-02-01'],
    ],
    ['with dots never turn round', ['12.25.2026', '31.02.2026'], [undefined, undefined]],
    ['begin with the day where one proves it', ['01/12/2026', '25/12/2026'], ['2026-12-01', '2026-12-25']],
    ['begin with the month where one proves it', ['01/12/2026', '12-25-2026'], ['2026-01-12', '2026-12-25']],
    [
      'are not guessed',
      ['01/12/2026', '1-2-27', '1/12', 'mon 1/12/2026'],
      [undefined, undefined, undefined, undefined],
    ],
    ['are not guessed against each other', ['25/12/2026', '12/25/2026'], [undefined, undefined]],
    ['are clear where both parts are one', ['5/5/2027'], ['2027-05-05']],
    ['are clear with the year first', ['2026/12/01', '1 Dec 2026'], ['2026-12-01', '2026-12-01']],
    ['are no words of the language', ['constructor', '__proto__'], [undefined, undefined]],
  ])('%s', (_, cells, expected) => {
    for (const language of all) expect([language, read(language, cells)]).toEqual([language, expected]);
  });
});

describe('a file of another version of a goal', () => {
  const of = (modified: string, fields: string): readonly string[] =>
    drawn(`Gsid,ModifiedDate,Name,OwnerId,OwnerName,Status,TargetDate\nG1,${modified},${fields}\n`);
  const held = 'Goal G1,U1,Ann Lee,In Progress,2031-01-01';
  const changed = 'Mine,U1,Ann Lee,In Progress,2031-01-01';

  it('changes nothing of it', () =>
    expect(of('2030-12-31T00:00:00.000Z', changed)).toEqual([
      '2 refused changedSince 2030-12-31T00:00:00.000Z named Mine',
    ]));

  it.each([
    ['with the tenant’s own values', '2030-12-31T00:00:00.000Z', held, 'Name=Goal G1'],
    ['of the same moment', '2031-01-01T00:00:00Z', changed, 'Name=Mine'],
    ['that does not say', '', changed, 'Name=Mine'],
  ])('is as good as another %s', (_, modified, fields, expected) =>
    expect(of(modified, fields).join('')).toMatch(`2 G1 ${expected}`),
  );
});
