import { needsOf, type QueryContext } from '../model/query/context.ts';
import { list, type Arrangement, type Listing } from '../model/query/listing.ts';
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
      /** In order. */
      readonly ids: readonly string[];
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
  const { rows } = tenant;
  const listed = list(query, { group: 'none', ...order }, rows, context);
  const ids = listed.groups.flatMap((group) => [...group.rows].flatMap((row) => rows.id(row) ?? []));
  return { kind: 'found', query, context, listed, ids };
};

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
