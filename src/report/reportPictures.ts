import * as l10n from '@vscode/l10n';
import { goalStatuses, type Goal } from '../api/schema.ts';
import { isOpen, isOverdue, today } from '../model/dueDate.ts';
import { dayNumber, isoDay } from '../model/query/days.ts';
import type { Kind } from '../pictures/legend.ts';
import { statusBars } from '../pictures/statusBars.ts';
import { timeLine, type DueTone, type TickUnit } from '../pictures/timeLine.ts';
import type { Tone } from '../pictures/tones.ts';
import { dayText, monthText } from '../words/dates.ts';
import { numberText } from '../words/numbers.ts';
import { statusText } from '../words/statusText.ts';
import type { Block } from './block.ts';
import type { ReportData } from './reportData.ts';

const width = 720;

/** More companies than this are no picture. */
const mostCompanies = 30;

/** How the goals stand, and when they are due; nothing where there are none. */
export const reportPictures = (data: ReportData): readonly Block[] =>
  data.goals.length === 0 ? [] : [...standing(data), ...due(data)];

const tones: ReadonlyMap<string, Tone> = new Map([
  ['Achieved', 'achieved'],
  ['In Progress', 'inProgress'],
  ['Not Started', 'notStarted'],
  ['Missed', 'missed'],
]);

const toneOf = ({ Status, unreadable = [] }: Goal): Tone =>
  tones.get(Status ?? (unreadable.includes('Status') ? '' : 'Not Started')) ?? 'other';

const standing = ({ goals, title }: ReportData): readonly Block[] => {
  const companies = Map.groupBy(goals, ({ goal }) => goal.CompanyName ?? title);
  if (companies.size > mostCompanies) return [];
  const order: readonly Tone[] = ['achieved', 'inProgress', 'notStarted', 'missed', 'other'];
  const used = order.filter((tone) => goals.some(({ goal }) => toneOf(goal) === tone));
  const bars = [...companies].map(([name, theirs]) => {
    const parts = used.map((tone) => ({ tone, count: theirs.filter(({ goal }) => toneOf(goal) === tone).length }));
    const done = theirs.filter(({ goal }) => goal.Status === 'Achieved').length;
    const note = l10n.t('{0} of {1}', done, theirs.length);
    return { name, note, parts, label: l10n.t('{0}: {1} goals achieved', name, note) };
  });
  const text = l10n.t('Goals by status');
  const drawing = statusBars({ id: 'status', width, title: text, bars, kinds: used.map(kindOf) });
  return [{ kind: 'picture', name: 'status', title: text, drawing }];
};

const kindOf = (tone: Tone): Kind => ({
  tone,
  name: statusText(goalStatuses.find((status) => tones.get(status) === tone) ?? l10n.t('Other')),
});

const due = ({ goals, now }: ReportData): readonly Block[] => {
  const day = dayNumber(today(now));
  const dated = goals.flatMap(({ goal }) => {
    const at = goal.TargetDate === undefined ? Number.NaN : dayNumber(goal.TargetDate);
    const tone: DueTone = isOverdue(goal, now) ? 'overdue' : isOpen(goal) ? 'open' : 'closed';
    return Number.isNaN(at) ? [] : [{ day: at, tone, label: `${goal.Name}, ${dayText(goal.TargetDate ?? '')}` }];
  });
  if (dated.length === 0) return [];
  const days = [...Map.groupBy(dated, (goal) => goal.day)].map(([at, some]) => ({ day: at, ...countsOf(some) }));
  const text = l10n.t('Goals by target date');
  const drawing = timeLine({
    id: 'due',
    width,
    title: text,
    today: day,
    days,
    goals: dated,
    kinds: [
      { tone: 'overdue', name: l10n.t('Overdue') },
      { tone: 'open', name: l10n.t('Not yet due') },
      { tone: 'closed', name: l10n.t('Achieved or missed') },
    ],
    words: { today: l10n.t('today'), tick: tickText, count: numberText },
    column: (_, from, to) => ({ label: from === to ? isoDayText(from) : `${isoDayText(from)} – ${isoDayText(to)}` }),
  });
  return [{ kind: 'picture', name: 'due', title: text, drawing }];
};

const countsOf = (some: readonly { readonly tone: DueTone }[]) => {
  const count = (tone: DueTone): number => some.filter((goal) => goal.tone === tone).length;
  return { overdue: count('overdue'), open: count('open'), closed: count('closed') };
};

const isoDayText = (day: number): string => dayText(isoDay(day));

const tickText = (day: number, unit: TickUnit): string => {
  const iso = isoDay(day);
  if (unit === 'day') return dayText(iso);
  return unit === 'month' ? monthText(iso.slice(0, 7)) : iso.slice(0, 4);
};
