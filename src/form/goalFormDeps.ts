import type * as vscode from 'vscode';
import type { Drafts } from '../editing/drafts.ts';
import type { Log } from '../log.ts';
import type { TenantId } from '../model/tenant.ts';
import type { GoalStore } from '../model/goalStore.ts';

/** What the goal form needs of the rest of the extension. */
export type GoalFormDeps = {
  readonly extensionUri: vscode.Uri;
  readonly store: GoalStore;
  /** The connected tenant. */
  readonly tenant: () => TenantId | undefined;
  readonly onDidChangeTenant: vscode.Event<unknown>;
  /** Asks for this tenant's key. */
  readonly connect: (tenant: TenantId) => Promise<void>;
  readonly drafts: Drafts;
  readonly log: Log;
};
