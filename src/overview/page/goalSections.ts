import * as l10n from '@vscode/l10n';
import { progressChart } from '../../pictures/progressChart.ts';
import { timeLine } from '../../pictures/timeLine.ts';
import { numberText, percentText } from '../../words/numbers.ts';
import { phrase } from '../../words/phrase.ts';
import type { Due, DueDay, DueMark, GoalName, Pace } from '../protocol.ts';
import type { DataTable } from './dataTable.ts';
import { dayName, goalsText, isoDay, tickText, toneName } from './pageWords.ts';
import type { SectionContent } from './pictureSection.ts';

/** So many rows of a table are listed. */
const mostRows = 100;

export type Names = (id: string) => GoalName;

/** The rows of these goals, and how many are not listed. */
const goalTable = (
  caption: string,
  head: readonly string[],
  goals: readonly { readonly id: string; readonly cells: readonly string[] }[],
  names: Names,
): DataTable => ({
  caption,
  head: [l10n.t('Goal'), l10n.t('Company'), ...head],
  rows: goals.slice(0, mostRows).map(({ id, cells }) => {
    const { name, company } = names(id);
    return { cells: [name, company, ...cells], target: `goal ${id}` };
  }),
  left:
    goals.length <= mostRows
      ? ''
      : phrase(
          l10n.t('{0, plural, one {Not listed: # other goal.} other {Not listed: # other goals.}}'),
          goals.length - mostRows,
        ),
});

const tones = ['overdue', 'open', 'closed'] as const;

export const dueSection = (title: string, due: Due, today: number, names: Names): SectionContent => {
  const { days, goals } = due;
  const kinds = tones
    .filter((tone) => days.some((day) => day[tone] > 0))
    .map((tone) => ({ tone, name: toneName(tone) }));
  const marks = goals?.map(({ id, day, tone }) => {
    const { name, company } = names(id);
    const label = l10n.t('{0} ({1}), {2}: {3}', name, company, toneName(tone), dayName(day));
    return { day, tone, label, target: `goal ${id}` };
  });
  const words = { today: l10n.t('Today'), tick: tickText, count: numberText };
  return {
    key: JSON.stringify([due, today, marks]),
    draw: (width) => timeLine({ width, title, id: 'due-picture', today, days, goals: marks, kinds, words, column }),
    table:
      goals === undefined
        ? monthTable(title, days)
        : goalTable(
            title,
            [l10n.t('Target date'), l10n.t('State')],
            goals.toSorted(openFirst).map(({ id, day, tone }) => ({ id, cells: [dayName(day), toneName(tone)] })),
            names,
          ),
    notes: leftOut(due),
  };
};

const column = (counts: Omit<DueDay, 'day'>, from: number, to: number) => {
  const span = from === to ? dayName(from) : l10n.t('{0} to {1}', dayName(from), dayName(to));
  const count = counts.overdue + counts.open + counts.closed;
  const late =
    counts.overdue === 0 ? goalsText(count) : l10n.t('{0}, {1} overdue', goalsText(count), numberText(counts.overdue));
  return { label: l10n.t('{0}: {1}', span, late), target: `query due:${isoDay(from)}..${isoDay(to)}` };
};

const openFirst = (a: DueMark, b: DueMark): number => Number(a.tone === 'closed') - Number(b.tone === 'closed');

const monthTable = (caption: string, days: readonly DueDay[]): DataTable => {
  const months = new Map<string, { first: number; overdue: number; open: number; closed: number }>();
  for (const { day, overdue, open, closed } of days) {
    const month = isoDay(day).slice(0, 7);
    const known = months.get(month) ?? { first: day, overdue: 0, open: 0, closed: 0 };
    months.set(month, {
      first: known.first,
      overdue: known.overdue + overdue,
      open: known.open + open,
      closed: known.closed + closed,
    });
  }
  return {
    caption,
    head: [l10n.t('Target date'), ...tones.map(toneName)],
    rows: [...months].map(([month, counts]) => ({
      cells: [tickText(counts.first, 'month'), ...tones.map((tone) => numberText(counts[tone]))],
      target: `query due:${month}`,
    })),
    left: '',
  };
};

const leftOut = ({ earlier, later, undated }: Due): readonly string[] => [
  ...(earlier === 0
    ? []
    : [
        phrase(
          l10n.t(
            '{0, plural, one {Not shown: # goal that was due earlier.} other {Not shown: # goals that were due earlier.}}',
          ),
          earlier,
        ),
      ]),
  ...(later === 0
    ? []
    : [
        phrase(
          l10n.t(
            '{0, plural, one {Not shown: # goal that is due later.} other {Not shown: # goals that are due later.}}',
          ),
          later,
        ),
      ]),
  ...(undated === 0
    ? []
    : [
        phrase(
          l10n.t(
            '{0, plural, one {Not shown: # goal without a target date.} other {Not shown: # goals without a target date.}}',
          ),
          undated,
        ),
      ]),
];

export const paceSection = (title: string, pace: Pace, names: Names): SectionContent => {
  const words = {
    percent: percentText,
    passed: l10n.t('Time passed'),
    progress: l10n.t('Progress'),
    behind: l10n.t('Behind'),
    onTrack: l10n.t('On track'),
  };
  const goals = pace.goals.map(({ id, passed, progress, isBehind }) => {
    const { name, company } = names(id);
    const facts = l10n.t('{0} done, {1} of the time passed', percentText(progress), percentText(passed));
    return { passed, progress, isBehind, label: l10n.t('{0} ({1}): {2}', name, company, facts), target: `goal ${id}` };
  });
  const cells = pace.cells.map((cell) => ({ ...cell, label: goalsText(cell.count) }));
  const shaded = cells.reduce((sum, { count }) => sum + count, 0);
  const isEmpty = goals.length === 0 && shaded === 0;
  return {
    key: JSON.stringify([pace, goals]),
    ...(isEmpty
      ? {}
      : {
          draw: (width: number) => progressChart({ width, title, id: 'pace-picture', goals, cells, words }),
          table: goalTable(
            title,
            [l10n.t('Progress'), l10n.t('Time passed')],
            pace.goals.map(({ id, passed, progress }) => ({ id, cells: [percentText(progress), percentText(passed)] })),
            names,
          ),
        }),
    notes: [
      ...(isEmpty ? [l10n.t('No open goal has a creation date, a target date, and progress.')] : []),
      ...(shaded === 0
        ? []
        : [
            phrase(
              l10n.t(
                '{0, plural, one {The goals that are furthest behind are marked. The squares stand for # other goal. A larger square stands for more goals.} other {The goals that are furthest behind are marked. The squares stand for # other goals. A larger square stands for more goals.}}',
              ),
              shaded,
            ),
          ]),
      ...(isEmpty || pace.unplaced === 0
        ? []
        : [
            phrase(
              l10n.t(
                '{0, plural, one {Not shown: # open goal whose dates or progress are not known.} other {Not shown: # open goals whose dates or progress are not known.}}',
              ),
              pace.unplaced,
            ),
          ]),
    ],
  };
};
