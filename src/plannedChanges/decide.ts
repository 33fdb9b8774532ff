import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../model/plainLabel.ts';
import { createAnyway, type Question } from '../plan/plan.ts';
import type { Candidate } from '../plan/resolver.ts';
import { questionText } from './planRow.ts';

type Item = vscode.QuickPickItem & { readonly id?: string };

/** Asks one question of a plan; undefined when the person leaves. @param others what may be meant beside the question's own choices */
export const decide = async (question: Question, others: readonly Candidate[]): Promise<string | undefined> => {
  const picked = await vscode.window.showQuickPick<Item>(itemsOf(question, others), {
    title: questionText(question),
    placeHolder: l10n.t('The same answer is used wherever this name appears'),
    matchOnDescription: true,
  });
  return picked?.id;
};

const itemsOf = ({ choices, field }: Question, others: readonly Candidate[]): readonly Item[] => {
  const known = new Set(choices.map(({ id }) => id));
  const rest = others.filter(({ id }) => !known.has(id));
  const isOfGoal = field === undefined;
  const likely = choices.map(({ id, name }): Item => ({
    label: isOfGoal ? l10n.t('Update “{0}”', plainLabel(name)) : plainLabel(name),
    // Namesakes are told apart by it.
    description: plainLabel(id),
    id,
  }));
  if (isOfGoal) return [...likely, { label: l10n.t('Create Another Goal'), id: createAnyway }];
  const separator: readonly Item[] =
    likely.length === 0 || rest.length === 0
      ? []
      : [{ label: l10n.t('all others'), kind: vscode.QuickPickItemKind.Separator }];
  return [
    ...likely,
    ...separator,
    ...rest.map(({ id, name }) => ({ label: plainLabel(name), description: plainLabel(id), id })),
  ];
};
