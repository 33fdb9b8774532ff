import { crc32 } from 'node:zlib';
import { parseJson } from '../json.ts';
import { isChangeRow, type ChangeRow } from './changeRow.ts';

/**
 * One line of a segment. `changes` were seen together; `gap`: what changed before this moment may not have been recorded; `known`: metrics as
 * they were recorded earlier, no changes.
 */
export type HistoryLine = {
  readonly kind: 'changes' | 'known' | 'gap';
  /** Whole seconds since 1970. */
  readonly seen: number;
  /** Bytes that the file of texts had when this was written. */
  readonly textsEnd: number;
  readonly rows: readonly ChangeRow[];
};

const kinds = { c: 'changes', k: 'known', g: 'gap' } as const;
const letters = { changes: 'c', known: 'k', gap: 'g' } as const;

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');

const lineOf = (value: unknown): string => {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
};

const valueIn = (line: string): readonly unknown[] | undefined => {
  const json = line.slice(9);
  const value = line.slice(0, 8) === checksum(json) ? parseJson(json) : undefined;
  return Array.isArray(value) ? value : undefined;
};

export const writeLine = ({ kind, seen, textsEnd, rows }: HistoryLine): string =>
  lineOf([letters[kind], seen, textsEnd, ...rows]);

/** Undefined for a line that is damaged, or of a later version. */
export const readLine = (line: string): HistoryLine | undefined => {
  const [letter, seen, textsEnd, ...rows] = valueIn(line) ?? [];
  if ((letter !== 'c' && letter !== 'k' && letter !== 'g') || typeof seen !== 'number' || typeof textsEnd !== 'number')
    return undefined;
  return { kind: kinds[letter], seen, textsEnd, rows: rows.filter(isChangeRow) };
};

/** Texts, and the number of the first of them. */
export const writeTexts = (first: number, texts: readonly string[]): string => lineOf([first, ...texts]);

export const readTexts = (line: string): { readonly first: number; readonly texts: readonly string[] } | undefined => {
  const [first, ...texts] = valueIn(line) ?? [];
  if (typeof first !== 'number' || !texts.every((text) => typeof text === 'string')) return undefined;
  return { first, texts };
};
