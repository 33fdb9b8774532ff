import { list } from '../model/query/listing.ts';
import type { QueryContext } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { Shown } from '../model/views/shown.ts';

/** The ids of the goals that a view shows, as far as that can be decided. */
export const goalsInView = (shown: Shown, rows: GoalRows, context: QueryContext): readonly string[] =>
  list(shown.query, { ...shown, group: 'none' }, rows, context).groups.flatMap((group) =>
    Array.from(group.rows, (row) => rows.id(row) ?? ''),
  );
