import * as vscode from 'vscode';
import type { Goal, GoalTemplate } from './api/schema.ts';
import type { GoalStore } from './model/goalStore.ts';

/** Lets a person pick one of all goals; undefined when they leave. */
export const pickGoal = async (store: GoalStore, title: string): Promise<Goal | undefined> => {
  const items = [...store.goals()].map((goal) => ({
    label: goal.Name,
    description: goal.CompanyName ?? goal.CompanyId,
    detail: [goal.Status, goal.OwnerName].filter((part) => part !== undefined).join(' · '),
    goal,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Type a part of the goal’s, the company’s or the owner’s name',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.goal;
};

/** Lets a person pick one of the templates from which goals may be made; undefined when they leave. */
export const pickTemplate = async (store: GoalStore): Promise<GoalTemplate | undefined> => {
  const items = store.templates().then((templates) =>
    templates
      .filter(({ isActive }) => isActive)
      .map((template) => ({
        label: template.name,
        description: template.category ?? '',
        detail: template.description ?? '',
        template,
      })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: 'New Goal from Template',
    placeHolder: 'Pick the template to begin with',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.template;
};
