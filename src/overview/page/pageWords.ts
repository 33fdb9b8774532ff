import * as l10n from '@vscode/l10n';
import { dayMs } from '../../model/dueDate.ts';
import type { Tone } from '../../pictures/tones.ts';
import type { TickUnit } from '../../pictures/timeLine.ts';
import { dayText } from '../../words/dates.ts';
import { ofLanguage } from '../../words/language.ts';
import { phrase } from '../../words/phrase.ts';
import { statusText } from '../../words/statusText.ts';

export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const dayName = (day: number): string => dayText(isoDay(day));

/** What stands at a line of the axis: `Dec 2026`, `12 Dec`, `2026`. */
export const tickText = (day: number, unit: TickUnit): string => ticks[unit]().format(day * dayMs);

const tick = (options: Intl.DateTimeFormatOptions) =>
  ofLanguage((tag) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }));
const ticks: Readonly<Record<TickUnit, () => Intl.DateTimeFormat>> = {
  day: tick({ day: 'numeric', month: 'short' }),
  month: tick({ month: 'short', year: 'numeric' }),
  year: tick({ year: 'numeric' }),
};

export const toneName = (tone: Tone): string => names[tone]();

const names: Readonly<Record<Tone, () => string>> = {
  achieved: () => statusText('Achieved'),
  inProgress: () => statusText('In Progress'),
  notStarted: () => statusText('Not Started'),
  missed: () => statusText('Missed'),
  other: () => l10n.t('Other status'),
  behind: () => l10n.t('Behind'),
  overdue: () => l10n.t('Overdue'),
  open: () => l10n.t('Open'),
  closed: () => l10n.t('Closed'),
};

export const goalsText = (count: number): string => phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), count);
