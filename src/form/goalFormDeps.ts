import type * as vscode from 'vscode';
import type { Drafts } from '../editing/drafts.ts';
import type { Past } from '../words/sparkText.ts';
import type { Waiting } from '../words/waitingText.ts';
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

type Waits = {
  readonly waiting: Waiting | undefined;
  readonly onDidChange: vscode.Event<void>;
  /** Gives up every request that waits. */
  readonly cancel: () => void;
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
  /** What requests wait for, such as the rate limit. */
  readonly waits: Waits;
  readonly log: Log;
  /** How the numbers of a goal went, as far as that was recorded; the same promise until it changes. Never rejects. */
  readonly past: (goalId: string) => Promise<Past>;
};
