import { mostRead, recentNotes, type RecentNotes } from '../history/recentNotes.ts';
import type { AgentTenant } from './agentTenant.ts';
import { fitting } from './answer.ts';
import { fenced, fenceLabel, tableOf } from './fence.ts';
import { counted } from './goalWords.ts';

/**
 * The updates that people logged since a moment in the goals that changed since then: each goal takes a request, once as long as it does not
 * change again.
 * @param companyId undefined for all
 * @throws OtherTenant
 */
export const loggedUpdates = (
  tenant: AgentTenant,
  since: Date,
  companyId: string | undefined,
  signal: AbortSignal,
): Promise<RecentNotes> =>
  recentNotes(
    {
      companies: () => tenant.store.companies(),
      goalsOf: (id) => tenant.store.goalsOf(id),
      fetchGoal: (id, sent) => tenant.store.fetchGoal(id, sent),
    },
    {
      since: since.getTime(),
      isMeant: ({ CompanyId }) => companyId === undefined || CompanyId === companyId,
      cache: tenant.cachedNotes,
      check: () => void tenant.store,
    },
    signal,
  );

const head = ['goal id', 'day', 'by', 'update'];

/** Characters of a line: people write sentences. */
const mostOfLine = 300;

/** What stands around the lines. */
const around = fenceLabel.length + 250;

/**
 * The lines of goals that are listed, as many as there is room for.
 * @returns parts of an answer, all of them together no longer than the room
 */
export const updateLines = (
  { notes, isPart }: RecentNotes,
  listed: ReadonlySet<string>,
  room: number,
): readonly string[] => {
  const theirs = notes.filter(([goalId]) => listed.has(goalId));
  const note = isPart ? [`Updates may be missing: they are read of the ${mostRead} goals that changed last.`] : [];
  if (theirs.length === 0) return note;
  const rows = theirs.map(([goalId, { date, name, text }]) => [goalId, date, name, text]);
  const shown = fitting(tableOf(head, rows, mostOfLine), room - around);
  const left = theirs.length - (shown.length - 1);
  return [
    `${counted(theirs.length, 'update')} of these goals.`,
    fenced(shown.join('\n')),
    ...(left === 0 ? [] : [`Not shown: ${counted(left, 'update')}. For more, call again with a smaller limit.`]),
    ...note,
  ];
};
