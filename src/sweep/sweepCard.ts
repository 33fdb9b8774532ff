import * as l10n from '@vscode/l10n';
import { goalStatuses, type Goal } from '../api/schema.ts';
import { daysUntilDue } from '../model/dueDate.ts';
import { fold } from '../model/names/fold.ts';
import type { Owner } from '../model/goalIndex.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { dayText } from '../words/dates.ts';
import { dueText } from '../words/due.ts';
import { percentText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';
import { riskReasonText } from '../words/riskText.ts';
import { statusText } from '../words/statusText.ts';
import type { SweepReason } from './goalsToSweep.ts';
import { changesOf, sweptFields, type Decision, type SweptField } from './sweep.ts';

/** What a row of the card does. */
export type CardAct =
  | { readonly kind: 'next' | 'back' | 'open' | 'reset' | 'review' }
  | { readonly kind: 'set'; readonly field: SweptField; readonly value: string }
  | { readonly kind: 'note'; readonly text: string };

/** A row, or the title of those below it. */
export type CardRow =
  | {
      readonly act: CardAct;
      readonly icon: string;
      readonly label: string;
      readonly description?: string;
      readonly detail?: string;
    }
  | { readonly title: string };

export type Card = {
  readonly goal: Goal;
  readonly reasons: readonly SweepReason[];
  readonly decision: Decision;
  readonly owners: readonly Owner[];
  readonly now: Date;
  readonly isFirst: boolean;
  /** How many changes the whole sweep has. */
  readonly changes: number;
  /** The day that a text means, `yyyy-mm-dd`. */
  readonly readDate: (text: string) => string | undefined;
};

/** What can be done with the goal; with what was typed once something was. */
export const cardRows = (card: Card, typed: string): readonly CardRow[] =>
  typed.trim() === '' ? allRows(card) : typedRows(card, typed.trim());

/** When all goals were looked at. */
export const endRows = (changes: number): readonly CardRow[] => [
  changes === 0
    ? { act: { kind: 'review' }, icon: 'check', label: l10n.t('Finish'), description: l10n.t('No changes were made.') }
    : reviewRow(changes),
  { act: { kind: 'back' }, icon: 'arrow-left', label: l10n.t('Go Back') },
];

/** So many owners are listed for what was typed. */
const mostOwners = 5;
const fewestLetters = 2;

const typedRows = ({ goal, owners, now, readDate }: Card, typed: string): readonly CardRow[] => {
  const key = fold(typed);
  const begins = (text: string): boolean => key.length >= fewestLetters && fold(text).startsWith(key);
  const date = readDate(typed);
  const theirs = owners.filter(({ name }) => key.length >= fewestLetters && isWordOf(fold(name), key));
  return [
    ...goalStatuses.filter((status) => begins(statusText(status))).map(statusRow),
    ...(date === undefined ? [] : [dateRow(date, now)]),
    ...theirs.slice(0, mostOwners).map(ownerRow),
    ...(begins(noOwner()) ? [ownerRow({ id: '', name: noOwner() })] : []),
    ...(begins(noDate()) ? [dateRow('', now)] : []),
    {
      act: { kind: 'note', text: typed },
      icon: 'comment',
      label: l10n.t('Log update: {0}', plainLabel(typed)),
      description: plainLabel(goal.Name),
    },
  ];
};

const isWordOf = (name: string, key: string): boolean => name.startsWith(key) || name.includes(` ${key}`);

const allRows = (card: Card): readonly CardRow[] => {
  const { goal, decision, now, readDate, isFirst, changes } = card;
  const status = decision.fields.Status ?? goal.Status;
  const dates = ['+1w', '+2w', 'eom', 'eoq'].flatMap((text) => readDate(text) ?? []);
  return [
    {
      act: { kind: 'next' },
      icon: 'arrow-right',
      label: l10n.t('Go to Next Goal'),
      description: decisionText(decision, card.owners),
      detail: factsText(card),
    },
    { title: l10n.t('Status') },
    ...goalStatuses.filter((each) => each !== status).map(statusRow),
    { title: l10n.t('Target date') },
    ...[...new Set(dates)].toSorted().map((date) => dateRow(date, now)),
    { title: l10n.t('More') },
    ...(changesOf(decision) === 0
      ? []
      : [{ act: { kind: 'reset' }, icon: 'discard', label: l10n.t('Undo Changes to This Goal') } as const]),
    ...(isFirst ? [] : [{ act: { kind: 'back' }, icon: 'arrow-left', label: l10n.t('Go Back') } as const]),
    { act: { kind: 'open' }, icon: 'go-to-file', label: l10n.t('Open Goal') },
    ...(changes === 0 ? [] : [reviewRow(changes)]),
  ];
};

const reviewRow = (changes: number): CardRow => ({
  act: { kind: 'review' },
  icon: 'checklist',
  label: phrase(l10n.t('{0, plural, one {Review # Change} other {Review # Changes}}'), changes),
  description: l10n.t('Nothing is saved to Gainsight until you apply it.'),
});

const statusRow = (status: string): CardRow => ({
  act: { kind: 'set', field: 'Status', value: status },
  icon: 'circle-large-outline',
  label: statusText(status),
  description: l10n.t('Set status'),
});

const dateRow = (date: string, now: Date): CardRow => {
  const days = daysUntilDue({ TargetDate: date }, now);
  return {
    act: { kind: 'set', field: 'TargetDate', value: date },
    icon: 'calendar',
    label: date === '' ? noDate() : dayText(date),
    description: days === undefined ? l10n.t('Set target date') : `${l10n.t('Set target date')}, ${dueText(days)}`,
  };
};

const ownerRow = ({ id, name }: Owner): CardRow => ({
  act: { kind: 'set', field: 'OwnerId', value: id },
  icon: 'person',
  label: plainLabel(name),
  description: l10n.t('Set owner'),
});

const noOwner = (): string => l10n.t('No owner');
const noDate = (): string => l10n.t('No target date');

/** What was decided, in the order of the card. */
export const decisionText = ({ fields, notes }: Decision, owners: readonly Owner[]): string => {
  const changed = sweptFields.flatMap((field) => {
    const value = fields[field];
    return value === undefined ? [] : [`→ ${valueText(field, value, owners)}`];
  });
  const all = [...changed, ...notes.map(({ text }) => `“${plainLabel(text)}”`)];
  return all.length === 0 ? l10n.t('No changes') : all.join(', ');
};

const valueText = (field: SweptField, value: string, owners: readonly Owner[]): string => {
  if (field === 'Status') return statusText(value);
  if (field === 'TargetDate') return value === '' ? noDate() : dayText(value);
  return value === '' ? noOwner() : plainLabel(owners.find(({ id }) => id === value)?.name ?? value);
};

/** Why the goal is here, and how it stands. */
const factsText = ({ goal, reasons, now }: Card): string => {
  const days = daysUntilDue(goal, now);
  const isSaid = reasons.some(({ code }) => code === 'overdue' || code === 'dueSoon' || code === 'due');
  const facts = [
    ...reasons.map((reason) => (reason.code === 'due' ? dueText(reason.days) : riskReasonText(reason))),
    goal.Status === undefined ? '' : plainLabel(statusText(goal.Status)),
    goal.CompletionPercentage === undefined || reasons.some((reason) => 'percent' in reason)
      ? ''
      : percentText(goal.CompletionPercentage),
    goal.TargetDate === undefined ? '' : dayText(goal.TargetDate),
    days === undefined || isSaid ? '' : dueText(days),
  ];
  return [plainLabel(goal.CompanyName ?? goal.CompanyId), ...facts].filter((fact) => fact !== '').join(' · ');
};
