import type { Client } from '../api/client.ts';
import { and, compare, matches, whereOf, type Filter } from '../api/query.ts';
import { fold } from './names/fold.ts';

/** Whether the tenant holds such a goal now. */
export const hasGoalNamed = async (
  client: Pick<Client, 'searchGoals'>,
  companyId: string,
  name: string,
  signal?: AbortSignal,
): Promise<boolean> => {
  const where = whereOf(and(compare('CompanyId', 'EQ', companyId), compare('Name', 'EQ', name)));
  return (await client.searchGoals({ where, limit: 1, offset: 0 }, signal)).records.length > 0;
};

/** A tenant is not asked for less, which half of its goals have. */
const shortest = 3;
const mostWords = 8;

/** The words of a text that descriptions are searched for, with their accents: a tenant minds them. Undefined for a text that is too short or too long. */
export const describingWords = (text: string): readonly string[] | undefined => {
  const words = [...new Set(text.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean))];
  const isLongEnough = words.some((word) => plainPart(word).length >= shortest);
  return isLongEnough && words.length <= mostWords ? words : undefined;
};

/**
 * The ids of goals whose descriptions have each of these words, one request's worth. A description is HTML: what the tenant finds in its tags
 * alone is left out.
 * @param words as {@link describingWords} has them
 */
export const goalsDescribedBy = async (
  client: Pick<Client, 'searchGoals'>,
  words: readonly string[],
  limit: number,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const [first, ...others] = words.flatMap((word): readonly Filter[] => {
    const part = plainPart(word);
    return part === '' ? [] : [matches('Description', 'CONTAINS', part)];
  });
  if (first === undefined) return [];
  const where = whereOf(others.length === 0 ? first : and(first, ...others));
  const select = ['Gsid', 'Name', 'CompanyId', 'Description'];
  const { records } = await client.searchGoals({ select, where, limit, offset: 0 }, signal);
  return records.flatMap(({ Gsid, Description = '' }) => (hasWords(Description, words) ? [Gsid] : []));
};

/** The longest part without signs: in HTML those may be written otherwise. */
const plainPart = (word: string): string =>
  (word.match(/[\p{L}\p{N}]+/gu) ?? []).reduce((longest, part) => (part.length > longest.length ? part : longest), '');

const hasWords = (html: string, words: readonly string[]): boolean => {
  // A tag may stand within a word, and between two.
  const texts = ['', ' '].map((between) => fold(withoutTags(html, between)));
  return words.map((word) => fold(word)).every((word) => texts.some((text) => text.includes(word)));
};

const withoutTags = (html: string, between: string): string =>
  html
    .replaceAll(/<[^<>]*>/g, between)
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => signs[name] ?? ' ');

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };
