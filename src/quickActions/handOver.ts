import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { isOpen } from '../model/dueDate.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { sameTenant } from '../editing/sameTenant.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Intent } from '../plan/intent.ts';
import { pickOwner } from './goalPickers.ts';

/** Goals, and the names of who had them and who gets them. */
export type HandOver = { readonly goals: readonly Goal[]; readonly from: string; readonly to: string };

export type HandOverDeps = {
  readonly store: Pick<GoalStore, 'owners'>;
  readonly tenant: () => TenantId | undefined;
  /** Whether they are planned: a person may keep what was planned before. */
  readonly plan: (intents: readonly Intent[]) => Promise<boolean>;
  /** Writes pages on these goals for who takes over. @param check throws where another tenant is connected by now */
  readonly writePages: (handOver: HandOver, check: () => void) => Promise<void>;
  /** All goals there are; undefined where they are not all known, and a person does not go on without the others. */
  readonly allGoals: () => Promise<readonly Goal[] | undefined>;
};

/** Plans another owner for all open goals of one, and offers a page for each company. */
export const handOver = async ({ store, tenant, plan, writePages, allGoals }: HandOverDeps): Promise<void> => {
  const check = sameTenant(tenant);
  const all = await allGoals();
  if (all === undefined) return;
  const from = await pickOwner(store.owners(), l10n.t('Hand Over Goals: From'));
  const to = from && (await pickOwner(store.owners(), l10n.t('Hand Over Goals: To')));
  if (from === undefined || to === undefined) return;
  const same = l10n.t('There is nothing to hand over because the old and the new owner are the same.');
  if (from.id === to.id) return void vscode.window.showInformationMessage(same);
  const theirs = all.filter((goal) => (goal.OwnerId ?? '') === from.id && isOpen(goal));
  check();
  const none = l10n.t('There are no open goals to hand over.');
  if (theirs.length === 0) return void vscode.window.showInformationMessage(none);
  // Pickers may stay open for long: who got a goal from somebody else meanwhile does not lose it.
  const base = { OwnerId: from.id };
  const fields = { OwnerId: to.id };
  if (!(await plan(theirs.map(({ Gsid }) => ({ kind: 'update', goalId: Gsid, fields, base }))))) return;
  const write = l10n.t('Write Handover Pages…');
  const text = l10n.t(
    'The handover is in Planned Changes. A Markdown page for each company tells the new owner about its goals.',
  );
  const chosen = await vscode.window.showInformationMessage(text, write);
  if (chosen === write) await writePages({ goals: theirs, from: from.name, to: to.name }, check);
};
