import type { Goal } from '../api/schema.ts';
import type { Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalCheckRule } from '../model/risk/goalCheckRule.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { Need, QueryContext } from '../model/query/context.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';
import type { TenantId } from '../model/tenant.ts';
import type { LiveRows } from '../model/views/liveRows.ts';
import type { Scope, ToPage } from './protocol.ts';
import type { ReadPast } from './sparks.ts';

export type OverviewHostDeps = {
  readonly store: Pick<GoalStore, 'state' | 'goal' | 'onDidChange'>;
  readonly tenant: () => TenantId | undefined;
  /** What a person calls a tenant. */
  readonly labelOf: (tenant: TenantId) => string;
  readonly rows: Pick<LiveRows, 'rows' | 'isBehind' | 'ready' | 'onDidChange'>;
  readonly context: () => QueryContext;
  readonly onDidChangeContext: Event<Need | 'today'>;
  /** Asks the tenant for what a query needs, where it can be asked. */
  readonly provide: (needs: readonly Need[]) => Promise<void>;
  readonly ruleText: (rule: GoalCheckRule) => string;
  /** From when on a goal is at risk, as a person set it. */
  readonly risk: () => RiskThresholds;
  /** The rules of the goal check that a person turned off. */
  readonly rulesOff: () => ReadonlySet<GoalCheckRule>;
  /** Either of the two was set anew. */
  readonly onDidChangeRules: Event<unknown>;
  readonly openGoal: (goal: Goal) => Promise<void>;
  readonly connect: () => PromiseLike<unknown>;
  readonly whoAmI: () => PromiseLike<unknown>;
  readonly past: ReadPast;
  readonly log: Pick<Log, 'error'>;
};

export type OverviewLine = {
  readonly post: (message: ToPage) => void;
  /** The scope is another: the tab has its name. */
  readonly named: (scope: Scope) => void;
  /** What a person asked for failed. */
  readonly failed: (error: unknown) => void;
};
