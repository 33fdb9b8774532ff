import type { Goal } from '../api/schema.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { type Listing } from '../model/query/listing.ts';
import { sortKeys, type SortKey } from '../model/query/arrangement.ts';
import { loosen } from '../model/query/loosen.ts';
import { format, termText } from '../model/query/format.ts';
import type { Query } from '../model/query/query.ts';
import type { QueryContext } from '../model/query/context.ts';
import { answer, listing, pageFields, pageIn, type Answer } from './answer.ts';
import type { Cell } from './fence.ts';
import { findGoals, goalsOf, unknownNote } from './findGoals.ts';
import { counted, dueWords, percentWords, heldWords } from './goalWords.ts';
import { quoted } from './harmless.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal }: Call): Promise<Answer> => {
  const found = await findGoals(input, tenant, signal, { sort: sortIn(input), isDown: input.flag('descending') });
  if (found.kind === 'answer') return found.answer;
  const { query, context, listed, rows } = found;
  const now = tenant.now();
  const order = `Sorted by ${sortIn(input)}${input.flag('descending') ? ', descending' : ''}.`;
  return answer(
    `${sentenceOf(listed, query)} ${order}`,
    ...listing({
      all: goalsOf(found.found, rows, tenant),
      page: pageIn(input),
      head: goalHead,
      row: (goal) => goalCells(goal, now),
      things: 'goals',
    }),
    unknownNote(listed, query, context),
    listed.goals === 0 ? loosened(query, rows, context) : undefined,
    tenant.note(),
  );
};

const isSortKey = (text: string | undefined): text is SortKey => sortKeys.some((key) => key === text);

const sortIn = (input: Values): SortKey => {
  const sort = input.text('sort');
  return isSortKey(sort) ? sort : 'due';
};

const sentenceOf = ({ goals, overdue }: Listing, query: Query): string => {
  const what = query.length === 0 ? 'in all' : `matching ${quoted(format(query), 200)}`;
  return `${counted(goals, 'goal')} ${what}, ${overdue} overdue.`;
};

/** What to leave out where nothing was found. */
const loosened = (query: Query, rows: GoalRows, context: QueryContext): string | undefined => {
  const [best] = query.length < 2 ? [] : loosen(query, rows, context);
  if (best === undefined || best.goals === 0) return undefined;
  return `Without ${quoted(termText(best.term), 100)}, ${counted(best.goals, 'goal')} would match.`;
};

export const goalHead = ['id', 'goal', 'company', 'status', 'progress', 'due', 'owner'];

export const goalCells = (goal: Goal, now: Date): readonly Cell[] => [
  goal.Gsid,
  heldWords(goal, 'Name', goal.Name),
  heldWords(goal, 'CompanyId', goal.CompanyName ?? goal.CompanyId),
  heldWords(goal, 'Status', goal.Status),
  heldWords(goal, 'CompletionPercentage', percentWords(goal.CompletionPercentage)),
  heldWords(goal, 'TargetDate', dueWords(goal, now)),
  heldWords(goal, 'OwnerId', goal.OwnerName ?? goal.OwnerId),
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
