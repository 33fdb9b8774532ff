import Papa from 'papaparse';
import { unguarded } from './goalsCsv.ts';

/** A record of the file, by the names of its columns, those that it has, and the line on which it begins, counted from 1. */
export type CsvRecord = { readonly line: number; readonly cells: ReadonlyMap<string, string> };

export type CsvFile = { readonly headers: readonly string[]; readonly records: readonly CsvRecord[] };

/** A file that is broken, and where. Nothing of it is taken. */
export class CsvBroken extends Error {
  override readonly name = 'CsvBroken';
  readonly code: 'encoding' | 'quotes' | 'twoHeaders' | 'sameMeaning' | 'noHeader' | 'empty' | 'tooManyCells';
  readonly line: number;
  readonly columns: readonly string[];

  constructor(code: CsvBroken['code'], line: number, columns: readonly string[] = []) {
    super(`${code} in line ${line}`);
    this.code = code;
    this.line = line;
    this.columns = columns;
  }
}

/**
 * The text of a file: UTF-8, UTF-16 by its mark, or what Excel in the West saves.
 * @throws CsvBroken where it has a mark, or letters of UTF-8, and a byte that is none of them: read as Excel's it would be other text
 */
export const textOfBytes = (bytes: Uint8Array): string => {
  const marked = markOf(bytes);
  try {
    return new TextDecoder(marked ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    const readable = new TextDecoder(marked ?? 'utf-8').decode(bytes);
    if (marked === undefined && !lettersBeyondAscii.test(readable))
      return new TextDecoder('windows-1252').decode(bytes);
    throw new CsvBroken('encoding', 1 + linesIn(readable.slice(0, readable.indexOf(unreadable))));
  }
};

const markOf = ([first, second, third]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
};

/** What a decoder puts in the place of a letter that it cannot read. */
const unreadable = '\uFFFD';
const lettersBeyondAscii = /[\u0080-\uFFFC\u{10000}-\u{10FFFF}]/u;

/**
 * Reads a CSV file, whatever it is separated by.
 * @param meaningOf the same for columns of which a file has one at most; undefined for what means nothing here. The delimiter is told by it
 * @throws CsvBroken
 */
export const readCsv = (file: string, meaningOf: (header: string) => string | undefined): CsvFile => {
  const rows = rowsOf(opened(file, meaningOf));
  const [head, ...body] = rows;
  if (head === undefined) throw new CsvBroken('empty', 1);
  const headers = head.cells.map((cell) => cell.trim());
  mustDiffer(headers, head.line, meaningOf);
  return { headers: headers.filter((header) => header !== ''), records: body.map((row) => recordOf(row, headers)) };
};

/** The names of its columns. @throws CsvBroken where there are none */
export const headersOf = (file: string, meaningOf: (header: string) => string | undefined): readonly string[] => {
  const { text, delimiter } = opened(file, meaningOf);
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 1, skipEmptyLines: 'greedy' });
  return (data[0] ?? []).map((cell) => cell.trim()).filter((header) => header !== '');
};

const mustDiffer = (
  headers: readonly string[],
  line: number,
  meaningOf: (header: string) => string | undefined,
): void => {
  const seen = new Map<string, string>();
  for (const header of headers) {
    if (header === '') continue;
    const meaning = meaningOf(header);
    const key = meaning === undefined ? `named ${header}` : `means ${meaning}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw before === header
        ? new CsvBroken('twoHeaders', line, [header])
        : new CsvBroken('sameMeaning', line, [before, header]);
    seen.set(key, header);
  }
};

const recordOf = ({ line, cells }: Row, headers: readonly string[]): CsvRecord => {
  if (cells.slice(headers.length).some((cell) => cell.trim() !== '')) throw new CsvBroken('tooManyCells', line);
  if (cells.some((cell, at) => headers[at] === '' && cell.trim() !== '')) throw new CsvBroken('noHeader', line);
  const named = headers.flatMap((header, at): readonly (readonly [string, string])[] =>
    header === '' || at >= cells.length ? [] : [[header, unguarded(cells[at] ?? '')]],
  );
  return { line, cells: new Map(named) };
};

type Opened = { readonly text: string; readonly delimiter: string; readonly firstLine: number };

const opened = (file: string, meaningOf: (header: string) => string | undefined): Opened => {
  const { text, delimiter: told, firstLine } = withoutSeparatorLine(file.replace(/^\uFEFF/, ''));
  const delimiter = told ?? delimiterOf(text, (header) => meaningOf(header) !== undefined);
  return { text: withEvenLineEnds(text, delimiter), delimiter, firstLine };
};

/** Excel's own way to name the delimiter: `sep=;`. */
const withoutSeparatorLine = (file: string) => {
  const [line, delimiter] = /^"?sep=(.)"?\r?\n/i.exec(file) ?? [];
  return line === undefined
    ? { text: file, delimiter: undefined, firstLine: 1 }
    : { text: file.slice(line.length), delimiter, firstLine: 2 };
};

const delimiters = [',', ';', '\t', '|'] as const;

const delimiterOf = (text: string, isKnown: (header: string) => boolean): string => {
  const score = (delimiter: string): number => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 1, skipEmptyLines: 'greedy' });
    const headers = data[0] ?? [];
    return headers.filter((header) => isKnown(header.trim())).length * 1000 + headers.length;
  };
  return delimiters.toSorted((a, b) => score(b) - score(a))[0] ?? ',';
};

/** A file that several programs wrote may end its lines in several ways. What stands in quotes is left as it is. */
const withEvenLineEnds = (text: string, delimiter: string): string => {
  const separator = `\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const quoted = `(?<=^|[${separator}\\r\\n])"[^"]*(?:""[^"]*)*"?`;
  return text.replaceAll(new RegExp(`${quoted}|\\r\\n?`, 'g'), (found) => (found.startsWith('"') ? found : '\n'));
};

type Row = { readonly line: number; readonly cells: readonly string[] };

/** Lines are counted by hand: papaparse counts records. */
const rowsOf = ({ text, delimiter, firstLine }: Opened): readonly Row[] => {
  const rows: Row[] = [];
  let line = firstLine;
  let begin = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }) => {
      if (errors.some(({ type }) => type === 'Quotes')) throw new CsvBroken('quotes', line);
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data });
      line += linesIn(text.slice(begin, meta.cursor));
      begin = meta.cursor;
    },
  });
  return rows;
};

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
