import * as vscode from 'vscode';
import type { GoalStore } from '../model/goalStore.ts';
import { countOf } from '../model/countOf.ts';
import type { TenantId } from '../model/tenant.ts';
import type { DraftList } from './draftList.ts';
import { draftName, draftRow, isOfNewGoal } from './draftRow.ts';
import type { KeptDraft } from '../editing/draft.ts';
import type { Drafts } from '../editing/drafts.ts';

/** What a goal's form is opened with, or told apart by. */
type DraftAddress = {
  readonly tenant: TenantId;
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly preset: { readonly companyId?: string; readonly templateId?: string };
};

type DraftViewDeps = {
  readonly drafts: Pick<Drafts, 'remove'>;
  readonly list: DraftList;
  readonly store: Pick<GoalStore, 'company' | 'onDidChange'>;
  readonly tenant: () => TenantId | undefined;
  readonly forms: {
    openAt(address: DraftAddress): Promise<void>;
    /** Resets the form whose draft this is, if it is open. */
    discard(address: DraftAddress): Promise<void>;
  };
};

export type DraftView = {
  readonly commands: {
    openDraft(row?: unknown): Promise<void>;
    /** Asks first. */
    discardDraft(row?: unknown): Promise<void>;
    /** Asks first. */
    discardAllDrafts(): Promise<void>;
  };
  refresh(): void;
  dispose(): void;
};

const viewId = 'customerGoals.drafts';

/** How often a list that is in sight says anew how long ago its drafts were typed. */
const agingMs = 60_000;

/** Lists the drafts of all tenants: a draft may outlive its tab. */
export const createDraftView = (deps: DraftViewDeps): DraftView => {
  const { list } = deps;
  const redrawn = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: providerOf(deps, redrawn.event) });
  const show = (): void => {
    const { length } = list.kept;
    // In the title, which also a closed list shows.
    view.title = length === 0 ? 'Drafts' : `Drafts (${length})`;
    view.badge = length === 0 ? undefined : { value: length, tooltip: `${countOf(length, 'draft')} not sent` };
    void vscode.commands.executeCommand('setContext', 'customerGoals.hasDrafts', length > 0);
    redrawn.fire(undefined);
  };
  const aging = setInterval(() => view.visible && redrawn.fire(undefined), agingMs);
  const subscriptions = [
    list.onDidChange(show),
    deps.store.onDidChange(({ companies }) => companies === 'all' && list.kept.length > 0 && redrawn.fire(undefined)),
    view.onDidChangeVisibility(({ visible }) => visible && list.refresh()),
    // Another window may have written, and a list of none is never in sight.
    vscode.window.onDidChangeWindowState(({ focused }) => focused && list.refreshSoon(0)),
    { dispose: () => clearInterval(aging) },
  ];
  list.refreshSoon(0);
  return {
    refresh: () => list.refresh(),
    commands: {
      openDraft: async (row) => {
        const kept = keptOf(row, list);
        if (kept !== undefined) await deps.forms.openAt(addressOf(kept));
      },
      discardDraft: async (row) => {
        const kept = keptOf(row, list);
        if (kept !== undefined && (await isAgreed(`Discard the draft of “${draftName(kept)}”?`, 'Discard Draft')))
          await discard(kept, deps);
      },
      discardAllDrafts: async () => {
        list.refresh();
        const { kept } = list;
        const drafts = countOf(kept.length, 'draft');
        if (kept.length === 0 || !(await isAgreed(`Discard ${drafts}?`, 'Discard All Drafts'))) return;
        for (const each of kept) await discard(each, deps);
      },
    },
    dispose: () => vscode.Disposable.from(...subscriptions, view, redrawn).dispose(),
  };
};

const providerOf = (
  { list, store, tenant }: DraftViewDeps,
  onDidChangeTreeData: vscode.Event<undefined>,
): vscode.TreeDataProvider<KeptDraft> => {
  const companyName = (id: string): string | undefined => store.company(id)?.name;
  return {
    onDidChangeTreeData,
    getChildren: (parent) => (parent === undefined ? [...list.kept] : []),
    getTreeItem: (kept) => {
      const { label, description, tooltip, spoken } = draftRow(kept, {
        tenant: tenant(),
        companyName,
        now: new Date(),
      });
      const item = new vscode.TreeItem(label);
      item.id = `${kept.tenant}/${kept.id}`;
      item.description = description;
      item.tooltip = tooltip;
      item.iconPath = new vscode.ThemeIcon(isOfNewGoal(kept) ? 'new-file' : 'edit');
      item.contextValue = 'draft';
      item.accessibilityInformation = { label: spoken };
      item.command = { command: 'customerGoals.openDraft', title: 'Open Draft', arguments: [kept] };
      return item;
    },
  };
};

/** Reads what VS Code hands to a command: a row of this list, or anything else. */
const keptOf = (row: unknown, { kept }: DraftList): KeptDraft | undefined => {
  if (typeof row !== 'object' || row === null || !('tenant' in row) || !('id' in row)) return undefined;
  return kept.find(({ tenant, id }) => tenant === row.tenant && id === row.id);
};

const addressOf = (kept: KeptDraft): DraftAddress => {
  const { tenant, id, draft } = kept;
  const { Name, CompanyId, TemplateId } = draft.base;
  const preset = {
    ...(CompanyId === '' ? {} : { companyId: CompanyId }),
    ...(TemplateId === '' ? {} : { templateId: TemplateId }),
  };
  const isNew = isOfNewGoal(kept);
  return { tenant, id, isNew, name: Name, preset: isNew ? preset : {} };
};

const isAgreed = async (question: string, yes: string): Promise<boolean> => {
  const detail = 'It was not sent. What was typed is removed from this computer; the tenant keeps what it has.';
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
};

const discard = async (kept: KeptDraft, { drafts, forms }: DraftViewDeps): Promise<void> => {
  await forms.discard(addressOf(kept));
  drafts.remove(kept);
};
