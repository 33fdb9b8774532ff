import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Client } from '../api/client.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import { sampleTenantId } from '../model/tenant.ts';
import { watchForWant, type Sight } from './watchForWant.ts';
import { keepFresh, type Watched } from './keepFresh.ts';

type Connected = { readonly tenant: TenantId; readonly client: Client };

type GoalSyncDeps = {
  readonly store: GoalStore;
  readonly snapshot: { use(tenant: TenantId | undefined): Promise<void> };
  readonly connections: {
    readonly connected: Connected | undefined;
    readonly onDidChange: Event<{ readonly kind: string; readonly label?: string }>;
  };
  readonly view: Watched & { setTitle(title: string): void };
  /** Milliseconds from one refresh to the next, as it is set now; 0 for never. */
  readonly refreshMs: () => number;
  /** Whether a person wants to be told of news, whatever they look at. */
  readonly dailyNews: () => boolean;
};

export type GoalSync = vscode.Disposable & {
  /** From now on this window has the goals of its tenant. Resolves when those that were kept are shown. Never rejects. */
  readonly want: () => Promise<void>;
};

/**
 * Keeps the store with the connection once somebody wants goals: what was known of its tenant is shown, brought up to date, and kept
 * so while it is looked at.
 * @param views all that show goals in the side bar
 */
export const createGoalSync = (
  { store, snapshot, connections, view, refreshMs, dailyNews }: GoalSyncDeps,
  views: readonly { readonly sight: Sight }[],
): GoalSync => {
  let isOver = false;
  let isWanted = false;
  let shown = Promise.resolve();
  const show = (connected: Connected | undefined): Promise<void> =>
    snapshot.use(connected?.tenant === sampleTenantId ? undefined : connected?.tenant);
  const refresh = (connected: Connected | undefined): void => {
    if (!isOver && connected !== undefined && connected.client === connections.connected?.client)
      void store.refresh({ isAsked: false });
  };
  const begin = (): void => {
    const { connected } = connections;
    // The tenant has another name, and is the same.
    if (connected !== undefined && store.isOf(connected.client)) return;
    store.use(connected?.client);
    shown = show(connected).then(() => refresh(connected));
  };
  const want = async (): Promise<void> => {
    if (!isWanted && !isOver) {
      isWanted = true;
      begin();
    }
    await shown;
  };
  const follow = connections.onDidChange(({ label = '' }) => {
    view.setTitle(label === '' ? l10n.t('Goals') : label);
    if (isWanted) begin();
  });
  const end = (): void => {
    isOver = true;
    store.stop();
  };
  const sights = views.map(({ sight }) => sight);
  const parts = [follow, watchForWant(sights, dailyNews, () => void want()), keepFresh(store, view, refreshMs)];
  return { want, dispose: () => vscode.Disposable.from(...parts, { dispose: end }).dispose() };
};
