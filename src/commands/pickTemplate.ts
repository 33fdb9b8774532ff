import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalTemplate } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';

/** Lets a person pick one of the templates from which goals may be made; undefined when they leave. */
export const pickTemplate = async (store: GoalStore): Promise<GoalTemplate | undefined> => {
  const items = store.templates().then((templates) =>
    templates
      .filter(({ isActive }) => isActive)
      .map((template) => ({
        label: plainLabel(template.name),
        description: plainLabel(template.category ?? ''),
        detail: plainLabel(template.description ?? ''),
        template,
      })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('New Goal from Template'),
    placeHolder: l10n.t('Select a template'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.template;
};
