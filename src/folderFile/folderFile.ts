import { isRecord, parseJson } from '../json.ts';
import { parse, type QueryError } from '../model/query/parse.ts';
import type { Query, Term } from '../model/query/query.ts';

/** What a folder says that it is about. */
export type FolderFile = {
  /** As it stands there: the host, or what a person calls it. */
  readonly tenant: string | undefined;
  /** The name or id of a company. */
  readonly company: string | undefined;
  /** Which goals are meant, the company among it; none for a folder that names a tenant alone. */
  readonly query: Query;
};

export const folderFileKeys = ['tenant', 'company', 'query'] as const;
export type FolderFileKey = (typeof folderFileKeys)[number];

/** What is wrong, and with what; `key` undefined for the whole file. */
export type FolderFileProblem =
  | { readonly code: 'tooLong' | 'notJson' | 'notAnObject' | 'empty'; readonly key: undefined }
  | { readonly code: 'notText' | 'blank'; readonly key: FolderFileKey }
  | { readonly code: 'notAHost'; readonly key: 'tenant' }
  | { readonly code: 'badQuery'; readonly key: 'query'; readonly error: QueryError };

export type FolderFileReading = { readonly file: FolderFile } | { readonly problem: FolderFileProblem };

/** In bytes. Far more than a tenant, a company and a query take. */
export const longestFile = 64 * 1024;

/** Reads what somebody wrote who may not mean well: nothing in it is more than a suggestion. */
export const readFolderFile = (text: string): FolderFileReading => {
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  if (value === undefined) return { problem: { code: 'notJson', key: undefined } };
  if (!isRecord(value)) return { problem: { code: 'notAnObject', key: undefined } };
  const texts: Partial<Record<FolderFileKey, string>> = {};
  for (const key of folderFileKeys) {
    const each = value[key];
    if (each === undefined) continue;
    if (typeof each !== 'string') return { problem: { code: 'notText', key } };
    if (each.trim() === '') return { problem: { code: 'blank', key } };
    texts[key] = each.trim();
  }
  return fileOf(texts);
};

const fileOf = ({ tenant, company, query }: Readonly<Partial<Record<FolderFileKey, string>>>): FolderFileReading => {
  if (tenant === undefined && company === undefined && query === undefined)
    return { problem: { code: 'empty', key: undefined } };
  if (tenant !== undefined && !/^[^\s/@?#\\]+$/.test(tenant)) return { problem: { code: 'notAHost', key: 'tenant' } };
  const parsed = parse(query ?? '');
  if (parsed.kind === 'refused') return { problem: { code: 'badQuery', key: 'query', error: parsed.errors[0] } };
  return {
    file: { tenant, company, query: [...(company === undefined ? [] : [ofCompany(company)]), ...parsed.query] },
  };
};

/** An id is always meant as a whole, and so is a name here: a folder is one customer's. */
const ofCompany = (text: string): Term => ({
  field: 'company',
  isNot: false,
  values: [{ kind: 'name', text, isWhole: true }],
});
