import { createHash } from 'node:crypto';
import { isRecord, parseJson } from '../json.ts';

/** A text of so many UTF-16 units is kept in a file of its own: a key in another field does not write it again. */
export const longText = 4096;

/** How many texts' hashes are remembered; a draft has six that may be long. */
const remembered = 16;

const partKey = '$part';

/** A value as JSON, and its long texts by the hash that stands in their place. */
export type Written = { readonly json: string; readonly texts: ReadonlyMap<string, string> };

/** Takes long texts out of JSON, and puts them in again. */
export class FileTexts {
  /** By text: to hash a megabyte at each keystroke would be as slow as to write it. */
  readonly #hashes = new Map<string, string>();

  write(value: unknown): Written {
    const texts = new Map<string, string>();
    const json = JSON.stringify(value, (_, each: unknown) => {
      if (typeof each !== 'string' || each.length < longText) return each;
      const hash = this.#hashOf(each);
      texts.set(hash, each);
      return { [partKey]: hash };
    });
    return { json, texts };
  }

  #hashOf(text: string): string {
    const known = this.#hashes.get(text);
    if (known !== undefined) return known;
    const hash = hashOf(fileTextOf(text));
    this.#hashes.set(text, hash);
    if (this.#hashes.size > remembered) this.#hashes.delete([...this.#hashes.keys()][0] ?? '');
    return hash;
  }
}

/** What a text's file holds: JSON, which keeps every text as it is. */
export const fileTextOf = (text: string): string => JSON.stringify(text);

/**
 * What {@link FileTexts.write} was given; undefined where that is no JSON, or a text is not there or another.
 * @param read a text's file, by its hash
 */
export const readFileTexts = (json: string, read: (hash: string) => string | undefined): unknown => {
  const hashes = hashesIn(json);
  if (hashes.length === 0) return parseJson(json);
  const texts = new Map(hashes.map((hash) => [hash, textIn(hash, read(hash))]));
  return [...texts.values()].includes(undefined) ? undefined : joined(parseJson(json), texts);
};

const textIn = (hash: string, file: string | undefined): string | undefined => {
  if (file === undefined || hashOf(file) !== hash) return undefined;
  const text = parseJson(file);
  return typeof text === 'string' ? text : undefined;
};

const joined = (value: unknown, texts: ReadonlyMap<unknown, unknown>): unknown => {
  if (!isRecord(value)) return value;
  if (typeof value[partKey] === 'string') return texts.get(value[partKey]);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, joined(each, texts)]));
};

/** Of the texts whose places are in this JSON. What a person typed is no such place: there, a quote is escaped. */
export const hashesIn = (json: string): readonly string[] => [
  ...new Set([...json.matchAll(/"\$part":"([0-9a-f]{64})"/g)].map(([, hash = '']) => hash)),
];

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
