import { needsOf, type QueryContext } from '../model/query/context.ts';
import type { Goal } from '../api/schema.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { list, type Listing } from '../model/query/listing.ts';
import type { Arrangement } from '../model/query/arrangement.ts';
import { parse, type QueryError } from '../model/query/parse.ts';
import type { Query } from '../model/query/query.ts';
import type { AgentTenant } from './agentTenant.ts';
import { problem, type Answer } from './answer.ts';
import { counted } from './goalWords.ts';
import type { Values } from './input.ts';
import { needWords, queryProblem } from './queryProblems.ts';

export type FoundGoals =
  | {
      readonly kind: 'found';
      readonly query: Query;
      readonly context: QueryContext;
      readonly listed: Listing;
      /** Of which {@link found} are. */
      readonly rows: GoalRows;
      /** Rows in order. */
      readonly found: readonly number[];
    }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** The goals that the input's query means. @throws ApiError */
export const findGoals = async (
  input: Values,
  tenant: AgentTenant,
  signal: AbortSignal,
  order: Pick<Arrangement, 'sort' | 'isDown'>,
): Promise<FoundGoals> => {
  const parsed = parse(input.text('query') ?? '');
  if (parsed.kind === 'refused') return { kind: 'answer', answer: refused(parsed.errors) };
  const { query } = parsed;
  await tenant.bringUpToDate(signal);
  const context = await tenant.queryContext(
    query.some(({ field }) => field === 'template'),
    signal,
  );
  const rows = await tenant.rows();
  const listed = list(query, { group: 'none', ...order }, rows, context);
  return { kind: 'found', query, context, listed, rows, found: listed.groups.flatMap((group) => [...group.rows]) };
};

/** The goals of rows, for a page of which only some are asked for. */
export const goalsOf = (
  found: readonly number[],
  rows: GoalRows,
  { store }: AgentTenant,
): { readonly length: number; slice(from: number, to: number): readonly Goal[] } => ({
  length: found.length,
  slice: (from, to) => found.slice(from, to).flatMap((row) => store.goal(rows.id(row) ?? '') ?? []),
});

const refused = (errors: readonly QueryError[]): Answer =>
  problem(
    'The goal query cannot be read.',
    ...errors.map(queryProblem),
    'Correct it and call again. Example: status:open company:"Alder" due:<+30d',
  );

export const unknownNote = ({ unknown }: Listing, query: Query, context: QueryContext): string | undefined =>
  unknown === 0
    ? undefined
    : `${counted(unknown, 'more goal')} may match: ${needWords(needsOf(query, context)) || 'a value could not be read'}.`;
