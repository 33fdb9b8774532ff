import { describe, expect, it } from 'vitest';
import { goalKind } from '../../../src/api/createOnce.ts';
import type { Goal, GoalPage } from '../../../src/api/schema.ts';

describe('the goals of a company that may be the lost one', () => {
  const goalOf = (Gsid: string, CompanyId = 'C'): Goal => ({ Gsid, Name: 'Just one', CompanyId });
  const rows = Array.from({ length: 5 }, (_, at) => goalOf(`G${at}`));

  it.each<readonly [string, (offset: number) => GoalPage, number, number, boolean]>([
    ['in one page', () => ({ records: rows, totalCount: 5 }), 1, 5, true],
    ['in pages shorter than asked', (at) => ({ records: rows.slice(at, at + 2), totalCount: 5 }), 3, 5, true],
    ['with no count', (at) => ({ records: rows.slice(at, at + 2) }), 4, 5, true],
    ['the same page again and again', () => ({ records: rows.slice(0, 2) }), 2, 2, false],
    ['the same page, and a count of more', () => ({ records: rows.slice(0, 2), totalCount: 5 }), 2, 2, false],
    ['an end before the count', (at) => ({ records: rows.slice(at, 2), totalCount: 5 }), 2, 2, false],
    ['a row that is no goal', () => ({ records: rows, rowCount: 6, totalCount: 6 }), 1, 5, false],
    ['more than a few pages', (at) => ({ records: [goalOf(`H${at}`)] }), 5, 5, false],
    ['of another company', () => ({ records: [goalOf('H', 'D')], totalCount: 1 }), 1, 1, false],
  ])('%s', async (_, pageAt, asked, found, isAll) => {
    const offsets: number[] = [];
    const kind = goalKind(
      () => Promise.reject(new Error('nothing is created')),
      async ({ offset = 0 }) => {
        offsets.push(offset);
        return pageAt(offset);
      },
    );
    const seen = await kind.namesakes({ Name: 'Just one', CompanyId: 'C' }, '', undefined);
    expect([offsets.length, seen.records.length, seen.isAll]).toEqual([asked, found, isAll]);
  });
});
