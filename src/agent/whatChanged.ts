import type { Goal } from '../api/schema.ts';
import type { Coverage } from '../history/recordedChange.ts';
import { WhatChanged } from '../history/whatChanged.ts';
import type { AgentTenant } from './agentTenant.ts';
import { answer, listing, pageFields, pageIn, problem, type Answer } from './answer.ts';
import { whole, type Cell } from './fence.ts';
import { findCompany } from './finding.ts';
import { counted, momentWords } from './goalWords.ts';
import { oneLine } from './harmless.ts';
import { objectOf, type Values } from './input.ts';
import { loggedUpdates, updateLines } from './loggedUpdates.ts';
import { newsWords } from './newsWords.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, call: Call): Promise<Answer> => {
  const { tenant, signal } = call;
  const since = sinceIn(input.text('since') ?? '7d', tenant.now());
  if (since === undefined)
    return problem('since must be a past day, such as 2026-11-20, or a number of days back, such as 7d.');
  await tenant.bringUpToDate(signal);
  const company = input.text('company');
  const of = company === undefined ? undefined : findCompany(tenant, company);
  if (of?.kind === 'answer') return of.answer;
  const seconds = Math.floor(since.getTime() / 1000);
  const what = new WhatChanged(seconds, 'at');
  const read = await loggedUpdates(tenant, since, of?.id, signal);
  for (const [goalId, note] of read.notes) what.takeUpdate(goalId, note);
  const coverage = await call.history?.(tenant.id, seconds, (change) => what.take(change), signal);
  const changed =
    coverage?.from === undefined ? touched(tenant, since) : [...recorded(what, tenant, coverage.metricNames)];
  const all = of === undefined ? changed : changed.filter(({ companyId }) => companyId === of.id);
  const page = pageIn(input);
  const listed = new Set(all.slice(page.offset, page.offset + page.limit).map(({ goalId }) => goalId));
  const updates = updateLines(read, listed, page.room / 2);
  const room = page.room - updates.join('\n').length;
  return answer(
    `${counted(all.length, 'goal')} changed since ${dayOf(since)}.`,
    ...listing({ all, page: { ...page, room }, head, row: cellsOf, things: 'goals' }),
    ...updates,
    coverageNote(coverage, seconds),
    tenant.note(),
  );
};

/** Midnight of the day that is meant, where the person is; undefined for what is none, or is to come. */
const sinceIn = (text: string, now: Date): Date | undefined => {
  const [, back] = /^(\d{1,4})d?$/.exec(text.trim()) ?? [];
  if (back !== undefined) return new Date(now.getFullYear(), now.getMonth(), now.getDate() - Number(back));
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim()) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  const isDay = year !== '' && date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
  return isDay && date <= now ? date : undefined;
};

const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

type Changed = {
  readonly goalId: string;
  readonly name: string;
  readonly companyId: string;
  readonly company: string;
  readonly what: string;
};

const head = ['id', 'goal', 'company', 'what changed'];

const cellsOf = ({ goalId, name, company, what }: Changed): readonly Cell[] => [goalId, name, company, what];

function* recorded(
  what: WhatChanged,
  { store }: AgentTenant,
  metricNames: Coverage['metricNames'],
): Generator<Changed, void, undefined> {
  const owners = new Map(store.owners().map(({ id, name }) => [id, name]));
  const names = {
    owner: (id: string) => owners.get(id) ?? id,
    company: (id: string) => store.company(id)?.name ?? id,
    metric: (id: string) => metricNames.get(id) ?? id,
  };
  for (const { companyId, name: company, goals } of what.companies(store))
    for (const { goalId, name, items } of goals)
      yield {
        goalId,
        name,
        companyId,
        company,
        what: oneLine(items.map((item) => newsWords(item, names)).join('; '), whole),
      };
}

/** Where nothing is recorded: what the tenant itself says of its goals, the last change first. */
const touched = (tenant: AgentTenant, since: Date): readonly Changed[] =>
  [...tenant.goals()]
    .filter((goal) => changedAt(goal) >= since.getTime())
    .toSorted((a, b) => changedAt(b) - changedAt(a))
    .map((goal) => ({
      goalId: goal.Gsid,
      name: goal.Name,
      companyId: goal.CompanyId,
      company: goal.CompanyName ?? goal.CompanyId,
      what: `${Date.parse(goal.CreatedDate ?? '') >= since.getTime() ? 'new' : 'changed'} ${momentWords(goal.ModifiedDate ?? goal.CreatedDate, tenant.now()) ?? ''}`,
    }));

const changedAt = ({ ModifiedDate, CreatedDate }: Goal): number => {
  const at = Date.parse(ModifiedDate ?? CreatedDate ?? '');
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
};

const coverageNote = (coverage: Coverage | undefined, since: number): string | undefined => {
  const from = coverage?.from;
  if (from === undefined)
    return 'Nothing is recorded here: this is when the tenant says that goals changed last, without what changed. VS Code records it while it is connected.';
  const gaps = coverage?.gaps.filter((gap) => gap > Math.max(since, from)).length ?? 0;
  const notes = [
    from > since ? `Recorded since ${dayOf(new Date(from * 1000))} only.` : undefined,
    gaps === 0 ? undefined : `Not all is known: nothing was recorded for a time, ${counted(gaps, 'time')}.`,
  ];
  return notes.filter((note) => note !== undefined).join(' ');
};

export const whatChanged: Tool = {
  name: 'what_changed',
  title: 'What changed',
  description:
    'Goals that changed since a day, by company, with what changed: new, achieved, missed, reopened, slipped, status, target date, progress, owner, name, company, metrics, each with its value before and after as this computer recorded it; and the updates that people logged in descriptions since then: day, who and what, of the 20 goals that changed last. Not included: who changed a field, the rest of descriptions, what came and went in between.',
  input: objectOf({
    since: { type: 'string', description: 'A past day such as 2026-11-20, or days back such as 14d; 7d by default.' },
    company: { type: 'string', description: 'Id or the very name of a company; all without it.' },
    ...pageFields,
  }),
  kind: 'read',
  hints: readHints,
  run,
};
