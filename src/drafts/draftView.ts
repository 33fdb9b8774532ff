import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalStore } from '../model/goalStore.ts';
import { phrase } from '../words/phrase.ts';
import type { TenantId } from '../model/tenant.ts';
import type { DraftList } from './draftList.ts';
import { DrawnDrafts, type MoreDrafts } from './drawnDrafts.ts';
import { draftAddress } from './draftAddress.ts';
import { lazily, type Lazy } from '../lazily.ts';
import type { DraftSaves, SaveDraftsDeps } from './saveDrafts.ts';
import type { GoalAddress } from '../editing/goalAddress.ts';
import type { ListedDraft } from '../editing/draft.ts';
import type { Drafts } from '../editing/drafts.ts';

type DraftViewDeps = {
  readonly drafts: Pick<Drafts, 'remove'>;
  readonly list: DraftList;
  readonly saver: SaveDraftsDeps['saver'];
  readonly store: Pick<GoalStore, 'company' | 'companies' | 'owners' | 'templates' | 'onDidChange'>;
  readonly tenant: () => TenantId | undefined;
  /** What a person calls a tenant. */
  readonly tenants: { labelOf(tenant: TenantId): string };
  readonly forms: {
    openAt(address: GoalAddress): Promise<void>;
    /** Resets the form whose draft this is, if it is open. */
    discard(address: GoalAddress): Promise<boolean>;
  };
};

export type DraftView = {
  readonly commands: {
    openDraft(row?: unknown): Promise<void>;
    saveDraft(row?: unknown): Promise<void>;
    saveAllDrafts(): Promise<void>;
    /** Asks first. */
    discardDraft(row?: unknown): Promise<void>;
    /** Asks first. */
    discardAllDrafts(): Promise<void>;
    showMoreDrafts(): void;
  };
  refresh(): void;
  readonly sight: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;
  /** The drafts of a tenant, as the disk has them now. `discard` removes these and no later ones, asking nothing. */
  draftsOf(tenant: TenantId): Promise<{ readonly count: number; discard(): Promise<void> }>;
  dispose(): void;
};

const viewId = 'customerGoals.drafts';

/** How often a list that is in sight says anew how long ago its drafts were typed. */
const agingMs = 60_000;

/** Lists the drafts of all tenants: a draft may outlive its tab. */
export const createDraftView = (deps: DraftViewDeps): DraftView => {
  const { list } = deps;
  const redrawn = new vscode.EventEmitter<undefined>();
  const openAt = (address: GoalAddress): Promise<void> => deps.forms.openAt(address);
  const saves = lazily(
    () => import('./saveDrafts.ts'),
    (module) => new module.DraftSaves({ ...deps, openAt, redraw: () => redrawn.fire(undefined) }),
  );
  const drawn = new DrawnDrafts();
  const treeDataProvider = providerOf(deps, { drawn, saves }, redrawn.event);
  const view = vscode.window.createTreeView(viewId, { treeDataProvider });
  const show = (): void => {
    const { length } = list.drafts;
    // In the title, which also a closed list shows.
    view.title = length === 0 ? l10n.t('Drafts') : phrase(l10n.t('Drafts ({0})'), length);
    const tooltip = phrase(l10n.t('{0, plural, one {# unsaved draft} other {# unsaved drafts}}'), length);
    view.badge = length === 0 ? undefined : { value: length, tooltip };
    void vscode.commands.executeCommand('setContext', 'customerGoals.hasDrafts', length > 0);
    redrawn.fire(undefined);
  };
  const aging = setInterval(() => view.visible && redrawn.fire(undefined), agingMs);
  const subscriptions = [
    list.onDidChange(show),
    deps.store.onDidChange(({ companies }) => companies === 'all' && list.drafts.length > 0 && redrawn.fire(undefined)),
    view.onDidChangeVisibility(({ visible }) => visible && list.refreshSoon(0)),
    // Another window may have written, and a list of none is never in sight.
    vscode.window.onDidChangeWindowState(({ focused }) => focused && list.refreshSoon(0)),
    { dispose: () => clearInterval(aging) },
  ];
  list.refreshSoon(0);
  return {
    refresh: () => void list.refresh(),
    sight: view,
    draftsOf: async (tenant) => {
      await list.refresh();
      const all = list.drafts.filter((each) => each.tenant === tenant);
      return {
        count: all.length,
        discard: async () => {
          for (const each of all) await discard(each, deps);
        },
      };
    },
    commands: {
      openDraft: async (row) => {
        const listed = listedOf(row, list);
        if (listed !== undefined) await openAt(draftAddress(listed));
      },
      saveDraft: async (row) => {
        const listed = listedOf(row, list);
        if (listed !== undefined) await (await saves.get()).save(listed);
      },
      saveAllDrafts: async () => (await saves.get()).saveAll(),
      discardDraft: async (row) => {
        const listed = listedOf(row, list);
        if (listed === undefined) return;
        const { isToGo } = await import('./askToDiscard.ts');
        if (await isToGo(listed)) await discard(listed, deps);
      },
      discardAllDrafts: async () => {
        await list.refresh();
        const all = list.drafts;
        const { areToGo } = await import('./askToDiscard.ts');
        if (all.length === 0 || !(await areToGo(all.length))) return;
        for (const each of all) await discard(each, deps);
      },
      showMoreDrafts: () => {
        drawn.drawMore();
        redrawn.fire(undefined);
      },
    },
    dispose: () => vscode.Disposable.from(...subscriptions, view, redrawn, saves).dispose(),
  };
};

const providerOf = (
  { list, store, tenant, tenants }: DraftViewDeps,
  { drawn, saves }: { readonly drawn: DrawnDrafts; readonly saves: Pick<Lazy<DraftSaves>, 'made'> },
  onDidChangeTreeData: vscode.Event<undefined>,
): vscode.TreeDataProvider<ListedDraft | MoreDrafts> => ({
  onDidChangeTreeData,
  getChildren: (parent) => (parent === undefined ? [...drawn.rows(list.drafts)] : []),
  getTreeItem: async (row) => {
    const { draftItem, moreItem } = await import('./draftItems.ts');
    if ('left' in row) return moreItem(row);
    return draftItem(row, {
      tenant: tenant(),
      labelOf: (of) => tenants.labelOf(of),
      companyName: (id) => store.company(id)?.name,
      now: new Date(),
      failure: saves.made?.failureOf(row),
    });
  },
});

/** Reads what VS Code hands to a command: a row of this list, or anything else. */
const listedOf = (row: unknown, { drafts }: DraftList): ListedDraft | undefined => {
  if (typeof row !== 'object' || row === null || !('tenant' in row) || !('id' in row)) return undefined;
  return drafts.find(({ tenant, id }) => tenant === row.tenant && id === row.id);
};

const discard = async (listed: ListedDraft, { drafts, forms }: DraftViewDeps): Promise<void> => {
  // A form removes its own, and may have begun another by now.
  if (!(await forms.discard(draftAddress(listed)))) drafts.remove(listed);
};
