import { CountedQuery } from '../query/countedQuery.ts';
import { GoalRows } from '../query/goalRows.ts';
import { list } from '../query/listing.ts';
import { loosen } from '../query/loosen.ts';
import { idsWhere, newsTest, watchedTest } from './rowTests.ts';

/** What is done with rows, loaded with the first of them. */
export const rowParts = { GoalRows, CountedQuery, list, loosen, idsWhere, newsTest, watchedTest };

export type RowParts = typeof rowParts;
