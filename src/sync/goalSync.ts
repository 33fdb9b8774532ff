import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Client } from '../api/client.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import { sampleTenantId } from '../model/tenant.ts';
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
};

/** Keeps the store with the connection: what was known of its tenant is shown, brought up to date, and kept so while it is looked at. */
export const createGoalSync = ({ store, snapshot, connections, view, refreshMs }: GoalSyncDeps): vscode.Disposable => {
  let isOver = false;
  const bringUpToDate = async (connected: Connected | undefined): Promise<void> => {
    await snapshot.use(connected?.tenant === sampleTenantId ? undefined : connected?.tenant);
    if (!isOver && connected !== undefined && connected.client === connections.connected?.client)
      await store.refresh({ isAsked: false });
  };
  const follow = connections.onDidChange(({ label = '' }) => {
    view.setTitle(label === '' ? l10n.t('Goals') : label);
    const { connected } = connections;
    // The tenant has another name, and is the same.
    if (connected !== undefined && store.isOf(connected.client)) return;
    store.use(connected?.client);
    void bringUpToDate(connected);
  });
  const end = (): void => {
    isOver = true;
    store.stop();
  };
  return vscode.Disposable.from(follow, keepFresh(store, view, refreshMs), { dispose: end });
};
