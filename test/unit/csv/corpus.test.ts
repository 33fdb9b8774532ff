import { describe, expect, it } from 'vitest';
import { mappedBy, meaningBy, meaningOf, remapped } from '../../../src/csv/csvColumns.ts';
import { csvIntents } from '../../../src/csv/csvIntents.ts';
import { readCsv, textOfBytes } from '../../../src/csv/readCsv.ts';
import { typedDate } from '../../../src/quickActions/typedDate.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const marked = (text: string): Uint8Array => utf8(`\uFEFF${text}`);
/** As Excel in the West saves it: one byte a letter. */
const west = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  for (const [at, unit] of [
    0xfeff,
    ...Array.from({ length: text.length }, (_, each) => text.charCodeAt(each)),
  ].entries())
    view.setUint16(at * 2, unit, isLittle);
  return bytes;
};

const linesOf = (bytes: Uint8Array): readonly string[] => {
  const intents = csvIntents(readCsv(textOfBytes(bytes), meaningOf), {
    dateOf: (date) => typedDate(date, '2031-01-01', 'en'),
    goal: () => undefined,
    nameOf: () => undefined,
    mismatch: () => 'mismatch',
  });
  return intents.map((intent) => {
    const line = intent.source?.line;
    if (intent.kind !== 'create') return `${line} ${intent.kind}`;
    const values = Object.values(intent.fields).map((value) => (typeof value === 'string' ? value : `?${value.named}`));
    return `${line} ${values.join(' | ')}`;
  });
};

const two = ['2 Größe | ?Müller AG | 2031-12-31', '3 b | ?Acme | 2031-01-02'];

describe('a file as it was saved by', () => {
  it.each<readonly [string, Uint8Array, readonly string[]]>([
    [
      'Excel in English, “CSV (Comma delimited)”',
      west('Name,Company,Target Date\r\nGröße,Müller AG,12/31/2031\r\nb,Acme,1/2/2031\r\n'),
      two,
    ],
    [
      'Excel in English, “CSV UTF-8”',
      marked('Name,Company,Target Date\r\nGröße,Müller AG,12/31/2031\r\nb,Acme,1/2/2031\r\n'),
      two,
    ],
    ['Excel in German', west('Ziel;Unternehmen;Zieldatum\r\nGröße;Müller AG;31.12.2031\r\nb;Acme;02.01.2031\r\n'), two],
    ['Excel in French', west('Name;Company;Due Date\r\nGröße;Müller AG;31/12/2031\r\nb;Acme;02/01/2031\r\n'), two],
    [
      'Excel, “Unicode Text”',
      utf16('Name\tCompany\tTarget Date\r\nGröße\tMüller AG\t31/12/2031\r\nb\tAcme\t02/01/2031\r\n', true),
      two,
    ],
    [
      'a tool that writes UTF-16 the other way round',
      utf16('Name\tCompany\tTarget Date\nGröße\tMüller AG\t2031-12-31\nb\tAcme\t2031-01-02\n', false),
      two,
    ],
    ['Google Sheets', utf8('Name,Company,Target Date\r\nGröße,Müller AG,12/31/2031\r\nb,Acme,1/2/2031'), two],
    [
      'LibreOffice with quotes around every text',
      utf8('"Name","Company","Target Date"\n"Größe","Müller AG",2031-12-31\n"b","Acme",2031-01-02\n'),
      two,
    ],
    [
      'Excel with sep=',
      west('sep=;\r\nName;Company;Target Date\r\nGröße;Müller AG;31.12.2031\r\nb;Acme;02.01.2031\r\n'),
      ['3 Größe | ?Müller AG | 2031-12-31', '4 b | ?Acme | 2031-01-02'],
    ],
    [
      'Excel, with empty lines and rows of empty cells',
      utf8('Name,Company,Target Date\r\n\r\n,,\r\nb,Acme,2031-01-02\r\n,,\r\n\r\n'),
      ['4 b | ?Acme | 2031-01-02'],
    ],
    [
      'Excel, with lines inside of cells',
      utf8('Name,Company,Target Date\r\n"a\nb\nc",Acme,2031-01-02\r\nd,"Acme\r\n",2031-01-02\r\ne,Acme,2031-01-02\r\n'),
      ['2 a\nb\nc | ?Acme | 2031-01-02', '5 d | ?Acme | 2031-01-02', '7 e | ?Acme | 2031-01-02'],
    ],
    ['an old Mac', utf8('Name,Company,Target Date\rb,Acme,2031-01-02\r'), ['2 b | ?Acme | 2031-01-02']],
    ['Excel, with a date that may be two days', utf8('Name,Company,Target Date\r\nb,Acme,1/2/2031\r\n'), ['2 refused']],
    [
      'hand, with a text that holds every sign',
      utf8('Name,Company\n"a, ""b""; c\t|",Acme\n'),
      ['2 a, "b"; c\t| | ?Acme'],
    ],
  ])('%s is read', (_, bytes, expected) => expect(linesOf(bytes)).toEqual(expected));

  it.each<readonly [string, Uint8Array, string]>([
    ['an open quote below lines in a cell', utf8('Name,Company\r\n"a\nb",Acme\r\n"c,Acme\r\n'), 'quotes in line 4'],
    ['a line too long', west('sep=;\r\nName;Company\r\na;b;c\r\n'), 'tooManyCells in line 3'],
    ['two columns that mean the same', utf16('Name\tGoal\na\tb\n', true), 'sameMeaning in line 1'],
    ['a value below no name', utf8('Name,,Company\n"a\nb",x,Acme\n'), 'noHeader in line 2'],
  ])('with %s is refused with its line', (_, bytes, expected) => expect(() => linesOf(bytes)).toThrow(expected));

  it('ten million letters are read in about ten times as long as a tenth of it', () => {
    const row = `${'x'.repeat(90)},Acme\r\n`;
    const timeFor = (letters: number): number => {
      const text = `Name,Company\r\n${row.repeat(letters / row.length)}`;
      const begun = process.cpuUsage();
      expect(readCsv(text, meaningOf).records.length).toBeGreaterThan(letters / 200);
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    timeFor(1_000_000);
    const [small, large] = [timeFor(1_000_000), timeFor(10_000_000)];
    expect(large / small).toBeLessThan(40);
  });
});

describe('columns of which a person said what they hold', () => {
  const text = 'Titel,Kunde,Wer\nN,Acme,Ann Lee\n';
  const headers = ['Titel', 'Kunde', 'Wer'];

  it('are read so', () => {
    const mapping = remapped(remapped({}, headers, 'Titel', 'name'), headers, 'Kunde', 'company');
    const columnOf = mappedBy(mapping);
    const file = readCsv(text, meaningBy(columnOf));
    const none = (): undefined => undefined;
    const [intent] = csvIntents(file, { columnOf, dateOf: none, goal: none, nameOf: none, mismatch: () => '' });
    expect(intent).toEqual({
      kind: 'create',
      fields: { Name: 'N', CompanyId: { named: 'Acme' } },
      source: { line: 2 },
    });
  });

  it('take a meaning from the column that had it', () => {
    const first = remapped({}, headers, 'Titel', 'name');
    expect(remapped(first, headers, 'Wer', 'name')).toEqual({ Titel: 'ignored', Wer: 'name' });
    expect(remapped({}, ['Name', 'Wer'], 'Wer', 'name')).toEqual({ Name: 'ignored', Wer: 'name' });
    expect(remapped(first, headers, 'Wer', 'ignored')).toEqual({ Titel: 'name', Wer: 'ignored' });
  });

  it('mean what their name says where what was kept is not understood', () => {
    expect(mappedBy({ Name: 'nonsense' })('Name')).toEqual({ field: 'Name', isName: false });
    expect(mappedBy({})('__proto__')).toBeUndefined();
    expect(mappedBy({ Name: '__proto__' })('Name')).toEqual({ field: 'Name', isName: false });
  });
});

it('a description that a spreadsheet cut is refused', () => {
  const cut = 'x'.repeat(32_767);
  const file = readCsv(`Gsid,Description\nG1,${cut}\nG2,${cut}x\n`, meaningOf);
  const none = (): undefined => undefined;
  const intents = csvIntents(file, { dateOf: none, goal: none, nameOf: none, mismatch: () => '', cut: () => 'cut' });
  expect(intents.map(({ kind }) => kind)).toEqual(['refused', 'update']);
});

it.each(['<', '< ', '<a ', '<//', 'javascript ', 'on '])(
  'a description of a million letters is read at once: %j',
  (part) => {
    const text = part.repeat(1_000_000 / part.length);
    const file = readCsv(`Gsid,Description\nG1,<${' '.repeat(500_000)}${text}\n`, meaningOf);
    const none = (): undefined => undefined;
    const [intent] = csvIntents(file, { dateOf: none, goal: none, nameOf: none, mismatch: () => '' });
    expect(intent?.kind).toBe('update');
  },
);

it.each<readonly [string, boolean]>([
  ['<script>x</script>', true],
  ['<p onclick="x">a</p>', true],
  ['<a href=" JavaScript:x">a</a>', true],
  ['<IFRAME src="https://a">', true],
  ['< svg onload=x>', true],
  ['<p title="<" onclick=x>', true],
  ['< / / script>', true],
  ['<p>a <b>b</b></p><ul><li>c</li></ul>', false],
  ['a < b, and on = 5', false],
  ['plain', false],
])('a description %j is refused where it can run: %j', (text, isRefused) => {
  const file = readCsv(`Gsid;Description\nG1;"${text.replaceAll('"', '""')}"\n`, meaningOf);
  const none = (): undefined => undefined;
  const [intent] = csvIntents(file, { dateOf: none, goal: none, nameOf: none, mismatch: () => '' });
  expect(intent?.kind).toBe(isRefused ? 'refused' : 'update');
});
