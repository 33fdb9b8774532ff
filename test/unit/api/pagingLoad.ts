import { allPages, SearchCursor } from '../../../src/api/paging.ts';
import type { Goal, GoalPage, SearchCondition, SearchRequest } from '../../../src/api/schema.ts';
import { StampClock } from '../../../src/api/stampClock.ts';

export const stampOf = (minute: number): string => new Date(Date.UTC(2031, 0, 1, 0, minute)).toISOString();

export const goals = (size: number, minuteOf: (place: number) => number = (place) => place): readonly Goal[] =>
  Array.from({ length: size }, (_, place) => ({
    Gsid: `g${place}`,
    Name: `Goal ${place}`,
    CompanyId: 'C',
    ModifiedDate: stampOf(minuteOf(place)),
  }));

const fits = ({ ModifiedDate = '' }: Goal, { operator, value }: SearchCondition): boolean =>
  operator === 'LT' ? ModifiedDate < String(value) : ModifiedDate >= String(value);

export const matching = (rows: readonly Goal[], { where }: SearchRequest): readonly Goal[] =>
  rows.filter((row) => (where?.conditions ?? []).every((condition) => fits(row, condition)));

/** All that came, how much was asked for it, and whether the cursor says that it is all. */
export const loading = async (answer: (request: SearchRequest) => GoalPage, pageSize = 100) => {
  const found = new Set<string>();
  let requests = 0;
  let doubles = 0;
  const cursor = new SearchCursor();
  const clock = { now: () => ({ elapsedMs: 0, tenantTime: stampOf(60 * 24 * 365) }), stamps: new StampClock() };
  const fetchPage = async (request: SearchRequest): Promise<GoalPage> => {
    requests += 1;
    if (requests > 2000) throw new Error('it never ends');
    return answer(request);
  };
  for await (const { records } of allPages({ pageSize, cursor }, fetchPage, clock))
    for (const { Gsid } of records) {
      doubles += Number(found.has(Gsid));
      found.add(Gsid);
    }
  return { found: found.size, requests, doubles, isSure: cursor.isSure };
};

/** A number from 0 up to 1 for each call, always the same ones. */
type Counted = { readonly total: number | undefined };

export const pageOf = (records: readonly Goal[], { total }: Counted): GoalPage =>
  total === undefined ? { records } : { records, totalCount: total };
