import type * as vscode from 'vscode';
import type { Drafts } from '../editing/drafts.ts';
import type { Log } from '../log.ts';
import type { TenantId } from '../model/tenant.ts';
import type { GoalStore } from '../model/goalStore.ts';

/** What a person calls tenants. */
export type TenantNames = {
  /** With what the tenant is used for. */
  labelOf(tenant: TenantId): string;
  /** Whether a person said what it is used for. */
  isMarked(tenant: TenantId): boolean;
};

/** What the goal form needs of the rest of the extension. */
export type GoalFormDeps = {
  readonly extensionUri: vscode.Uri;
  readonly store: GoalStore;
  /** The connected tenant. */
  readonly tenant: () => TenantId | undefined;
  readonly onDidChangeTenant: vscode.Event<unknown>;
  readonly tenants: TenantNames;
  /** Goes to this tenant; asks for its key where that is not kept. */
  readonly connect: (tenant: TenantId) => Promise<void>;
  readonly drafts: Drafts;
  readonly log: Log;
};
