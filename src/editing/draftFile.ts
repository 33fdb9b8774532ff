import { createHash } from 'node:crypto';
import { isRecord, parseJson } from '../json.ts';
import { readFileTexts, type FileTexts } from './fileTexts.ts';
import { hasSameFields, parseDraft, type Draft, type DraftKey } from './draft.ts';

/** What a draft's file holds. `version` differs for each text. */
export type DraftFile = {
  readonly draft: Draft;
  readonly version: string;
  /** Absent in a file of version 0.1.0, whose name is its key. */
  readonly key?: DraftKey;
};

/** What is written for a draft: its file, and the long texts in it, by hash, each for a file of its own. */
export type WrittenDraft = {
  readonly text: string;
  readonly version: string;
  readonly texts: ReadonlyMap<string, string>;
};

/**
 * Two lines of JSON: a checksum, and the draft. A garbled file is never read as something that a person typed. Without long texts it is
 * of format 2, which earlier versions read.
 */
export const textOfDraft = ({ tenant, id }: DraftKey, draft: Draft, fileTexts: FileTexts): WrittenDraft => {
  const { json, texts } = fileTexts.write({ tenant, id, draft });
  const version = checksum(json);
  const format = texts.size === 0 ? 2 : 3;
  return { text: `${JSON.stringify({ format, sha256: version })}\n${json}\n`, version, texts };
};

/**
 * Undefined where it is no draft, or a checksum does not fit.
 * @param readText the file of a long text, by its hash
 */
export const parseDraftFile = (text: string, readText: (hash: string) => string | undefined): DraftFile | undefined => {
  const version = versionIn(text);
  if (version === undefined) return parseFormat1(text);
  return parseChecked(text.slice(text.indexOf('\n') + 1, -1), version, readText);
};

/** The checksum in the first line, which may be wrong; undefined in a file of version 0.1.0. */
export const versionIn = (text: string): string | undefined => {
  const header = parseJson(text.slice(0, Math.max(0, text.indexOf('\n'))));
  return isRecord(header) && (header['format'] === 2 || header['format'] === 3) && typeof header['sha256'] === 'string'
    ? header['sha256']
    : undefined;
};

const parseChecked = (
  body: string,
  version: string,
  readText: (hash: string) => string | undefined,
): DraftFile | undefined => {
  if (checksum(body) !== version) return undefined;
  const value = readFileTexts(body, readText);
  if (!isRecord(value)) return undefined;
  const { tenant, id } = value;
  const draft = parseDraft(value['draft']);
  return draft === undefined || typeof tenant !== 'string' || typeof id !== 'string'
    ? undefined
    : { draft, version, key: { tenant, id } };
};

const parseFormat1 = (text: string): DraftFile | undefined => {
  const value = parseJson(text);
  const draft = isRecord(value) && hasSameFields(value) ? parseDraft(value) : undefined;
  return draft && { draft, version: checksum(text) };
};

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');
