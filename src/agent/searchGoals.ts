import type { Goal } from '../api/schema.ts';
import { needsOf } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { list, sortKeys, type Listing, type SortKey } from '../model/query/listing.ts';
import { loosen } from '../model/query/loosen.ts';
import { format, termText } from '../model/query/format.ts';
import { parse, type QueryError } from '../model/query/parse.ts';
import type { Query } from '../model/query/query.ts';
import type { QueryContext } from '../model/query/context.ts';
import { answer, listing, pageFields, pageIn, problem, type Answer } from './answer.ts';
import type { Cell } from './fence.ts';
import { counted, dueWords, percentWords } from './goalWords.ts';
import { oneLine } from './harmless.ts';
import { objectOf, type Values } from './input.ts';
import { needWords, queryProblem } from './queryProblems.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal }: Call): Promise<Answer> => {
  const parsed = parse(input.text('query') ?? '');
  if (parsed.kind === 'refused') return refused(parsed.errors);
  const { query } = parsed;
  await tenant.bringUpToDate(signal);
  const isAboutTemplates = query.some(({ field }) => field === 'template');
  const context = await tenant.queryContext(isAboutTemplates, signal);
  const sort = sortIn(input);
  const { rows } = tenant;
  const found = list(query, { group: 'none', sort, isDown: input.flag('descending') }, rows, context);
  const ids = found.groups.flatMap((group) => [...group.rows].flatMap((row) => rows.id(row) ?? []));
  const goals = { length: ids.length, slice: (from: number, to: number) => goalsOf(ids.slice(from, to), tenant.store) };
  const now = tenant.now();
  return answer(
    `${sentenceOf(found, query)} Sorted by ${sort}${input.flag('descending') ? ', descending' : ''}.`,
    ...listing({
      all: goals,
      page: pageIn(input),
      head: goalHead,
      row: (goal) => goalCells(goal, now),
      things: 'goals',
    }),
    unknownNote(found, query, context),
    found.goals === 0 ? loosened(query, rows, context) : undefined,
    tenant.note(),
  );
};

const refused = (errors: readonly QueryError[]): Answer =>
  problem(
    'The goal query cannot be read.',
    ...errors.map(queryProblem),
    'Correct it and call again. Example: status:open company:"Alder" due:<+30d',
  );

const isSortKey = (text: string | undefined): text is SortKey => sortKeys.some((key) => key === text);

const sortIn = (input: Values): SortKey => {
  const sort = input.text('sort');
  return isSortKey(sort) ? sort : 'due';
};

const goalsOf = (ids: readonly string[], store: { goal(id: string): Goal | undefined }): readonly Goal[] =>
  ids.flatMap((id) => store.goal(id) ?? []);

const sentenceOf = ({ goals, overdue }: Listing, query: Query): string => {
  const what = query.length === 0 ? 'in all' : `matching ${oneLine(format(query), 200)}`;
  return `${counted(goals, 'goal')} ${what}, ${overdue} overdue.`;
};

const unknownNote = ({ unknown }: Listing, query: Query, context: QueryContext): string | undefined =>
  unknown === 0
    ? undefined
    : `${counted(unknown, 'more goal')} may match: ${needWords(needsOf(query, context)) || 'a value could not be read'}.`;

/** What to leave out where nothing was found. */
const loosened = (query: Query, rows: GoalRows, context: QueryContext): string | undefined => {
  const [best] = query.length < 2 ? [] : loosen(query, rows, context);
  if (best === undefined || best.goals === 0) return undefined;
  return `Without ${oneLine(termText(best.term), 100)}, ${counted(best.goals, 'goal')} would match.`;
};

export const goalHead = ['id', 'goal', 'company', 'status', 'progress', 'due', 'owner'];

export const goalCells = (goal: Goal, now: Date): readonly Cell[] => [
  goal.Gsid,
  goal.Name,
  goal.CompanyName ?? goal.CompanyId,
  goal.Status,
  percentWords(goal.CompletionPercentage),
  dueWords(goal, now),
  goal.OwnerName ?? goal.OwnerId,
];

export const searchGoals: Tool = {
  name: 'search_goals',
  title: 'Search goals',
  description:
    'Finds customer goals by a goal query; all goals without one. Terms with spaces between must all hold: status:open, status:missed,achieved (or), -status:missed (not), owner:weiss, company:"Calder & Finch", company:=Alder (whole name), template:onboarding, due:overdue, due:<+30d, due:2026-12, due:this-quarter, progress:<50, changed:>14d (not changed for 14 days), none or any as a value (owner:none), id:X; other words are searched in names of goals, companies and owners. Gives id, name, company, status, progress, target date and owner. Not included: descriptions and metrics (get_goal), comments, history.',
  input: objectOf({
    query: { type: 'string', maxLength: 10_000, description: 'The goal query.' },
    sort: { type: 'string', enum: sortKeys, description: 'due by default.' },
    descending: { type: 'boolean' },
    ...pageFields,
  }),
  kind: 'read',
  hints: readHints,
  run,
};
