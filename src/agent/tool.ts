import type { Goal } from '../api/schema.ts';
import type { ActivityLog } from './activity.ts';
import type { AgentTenant } from './agentTenant.ts';
import type { Answer } from './answer.ts';
import type { Consent } from './consent.ts';
import type { ObjectSchema, Values } from './input.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';
import type { ReadHistory } from './history.ts';
import type { Plans } from './plans.ts';

/** What MCP calls annotations. */
export type Hints = {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
};

export type Tool = {
  readonly name: string;
  readonly title: string;
  /** What it does and what it does not include, for a model. */
  readonly description: string;
  readonly input: ObjectSchema;
  /** 'write' for what changes something in the tenant. */
  readonly kind: 'read' | 'write';
  readonly hints: Hints;
  /** It shows something in VS Code, and is of no use elsewhere. */
  readonly isOfEditor?: true;
  /** @throws ApiError, and whatever the tenant's client and the disk say */
  readonly run: (input: Values, call: Call) => Promise<Answer>;
};

/** One call of a tool. */
export type Call = {
  readonly tenant: AgentTenant;
  readonly signal: AbortSignal;
  readonly consent: Consent;
  /** Whether changes may be sent to the tenant at all. */
  readonly allowWrites: boolean;
  readonly plans: Plans;
  /** What was recorded of tenants on this computer; absent where nothing is. */
  readonly history?: ReadHistory;
  /** From when on a goal is at risk. */
  readonly risk: RiskThresholds;
  /** Where calls are written down. */
  readonly activity?: ActivityLog;
  /** Shows a goal to the person; absent where there is no editor. */
  readonly show?: (goal: Goal) => Promise<void>;
};

/** Of a tool that changes nothing. The tenant is a world of its own: what it holds, anybody may have written. */
export const readHints: Hints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};
