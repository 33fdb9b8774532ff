import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal, GoalTemplate } from '../api/schema.ts';
import { asPlainText } from '../explain.ts';
import { today } from '../model/dueDate.ts';
import type { Company, Owner } from '../model/goalIndex.ts';
import { maxNameLength } from '../model/goalRules.ts';
import { isBlank } from '../model/isBlank.ts';
import { dayText } from '../words/dates.ts';
import { phrase } from '../words/phrase.ts';
import { pickedItem, type Picked, type PickedItem } from './pickedItem.ts';

const pick = async (items: readonly PickedItem[], title: string, placeHolder: string): Promise<Picked | undefined> =>
  vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });

/** What is about to be done, and to what: the goal that is meant, or how many. */
export const titleFor = (action: string, goals: readonly Goal[]): string => {
  const [first, ...others] = goals;
  const what =
    first !== undefined && others.length === 0
      ? asPlainText(first.Name)
      : phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals.length);
  return l10n.t('{0}: {1}', action, what);
};

/** Owners are told apart by their ids. */
export const pickOwner = (owners: readonly Owner[], title: string): Promise<Picked | undefined> =>
  pick(
    [pickedItem('', l10n.t('No owner'), ''), ...owners.map(({ id, name }) => pickedItem(id, name))],
    title,
    l10n.t('Select an owner'),
  );

export const pickTemplateOf = (templates: readonly GoalTemplate[], title: string): Promise<Picked | undefined> =>
  pick(
    [
      pickedItem('', l10n.t('No template'), ''),
      ...templates
        .filter(({ isActive }) => isActive)
        .map(({ id, name, category = '' }) => pickedItem(id, name, category)),
    ],
    title,
    l10n.t('Select a template'),
  );

export const pickCompany = (companies: readonly Company[], title: string): Promise<Picked | undefined> =>
  pick(
    companies.map(({ Gsid, name }) => pickedItem(Gsid, name)),
    title,
    l10n.t('Select a company'),
  );

export const pickCompanies = async (
  companies: readonly Company[],
  title: string,
): Promise<readonly Picked[] | undefined> =>
  vscode.window.showQuickPick(
    companies.map(({ Gsid, name }) => pickedItem(Gsid, name)),
    {
      title,
      placeHolder: l10n.t('Select companies'),
      matchOnDescription: true,
      canPickMany: true,
    },
  );

/** Undefined when the person leaves. @returns `yyyy-mm-dd`, or '' for none */
export const enterDate = async (before: string, title: string): Promise<string | undefined> => {
  const { typedDate } = await import('./typedDate.ts');
  const none = l10n.t('none');
  const read = (text: string): string | undefined => {
    if (text.trim().toLowerCase() === none.toLowerCase()) return '';
    return typedDate(text, today(new Date()), vscode.env.language);
  };
  const typed = await vscode.window.showInputBox({
    title,
    value: before,
    prompt: l10n.t('A date such as “fri”, “+2w”, “end of quarter”, or 2026-12-31. Enter “{0}” to remove it.', none),
    validateInput: (text) => {
      const date = read(text);
      if (date === undefined) return text.trim() === '' ? l10n.t('Enter a date.') : l10n.t('This is not a date.');
      const message = date === '' ? l10n.t('No target date') : dayText(date);
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  return typed === undefined ? undefined : read(typed);
};

/** Undefined when the person leaves. */
export const enterName = async ({ Name }: Goal, title: string): Promise<string | undefined> => {
  const typed = await vscode.window.showInputBox({
    title,
    value: Name,
    validateInput: (text) => {
      if (isBlank(text)) return l10n.t('Enter a name.');
      if (text.trim().length <= maxNameLength) return undefined;
      return phrase(l10n.t('Use {0} characters or fewer.'), maxNameLength);
    },
  });
  return typed?.trim();
};
