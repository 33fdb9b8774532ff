import { createHash } from 'node:crypto';
import { isRecord, parseJson } from '../json.ts';
import { parseDraft, type Draft, type DraftKey } from './draft.ts';

/** What a draft's file holds. `version` differs for each text. */
export type DraftFile = {
  readonly draft: Draft;
  readonly version: string;
  /** Absent in a file of version 0.1.0, whose name is its key. */
  readonly key?: DraftKey;
};

/** Two lines of JSON: a checksum, and the draft. A garbled file is never read as something that a person typed. */
export const textOfDraft = (
  { tenant, id }: DraftKey,
  draft: Draft,
): { readonly text: string; readonly version: string } => {
  const body = JSON.stringify({ tenant, id, draft });
  const version = checksum(body);
  return { text: `${JSON.stringify({ format: 2, sha256: version })}\n${body}\n`, version };
};

/** Undefined where it is no draft, or the checksum does not fit. */
export const parseDraftFile = (text: string): DraftFile | undefined => {
  const version = versionIn(text);
  return version === undefined ? parseFormat1(text) : parseFormat2(text.slice(text.indexOf('\n') + 1, -1), version);
};

/** The checksum in the first line, which may be wrong; undefined in a file of version 0.1.0. */
export const versionIn = (text: string): string | undefined => {
  const header = parseJson(text.slice(0, Math.max(0, text.indexOf('\n'))));
  return isRecord(header) && header['format'] === 2 && typeof header['sha256'] === 'string'
    ? header['sha256']
    : undefined;
};

const parseFormat2 = (body: string, version: string): DraftFile | undefined => {
  if (checksum(body) !== version) return undefined;
  const value = parseJson(body);
  if (!isRecord(value)) return undefined;
  const { tenant, id } = value;
  const draft = parseDraft(value['draft']);
  return draft === undefined || typeof tenant !== 'string' || typeof id !== 'string'
    ? undefined
    : { draft, version, key: { tenant, id } };
};

const parseFormat1 = (text: string): DraftFile | undefined => {
  const draft = parseDraft(parseJson(text));
  return draft && { draft, version: checksum(text) };
};

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');
