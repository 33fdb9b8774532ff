import type { GoalMetric } from '../api/schema.ts';
import type { TenantId } from '../model/tenant.ts';
import type { MadeGoal } from '../plan/intent.ts';
import type { KnownTenant } from '../plan/knownTenant.ts';
import type { TextBase } from './textBase.ts';

export type TextContext = {
  /** The address of the file. */
  readonly file: string;
  /** The connected tenant. */
  readonly tenant: TenantId | undefined;
  /** What is known of it; absent as long as nothing is. */
  readonly known?: KnownTenant | undefined;
  readonly isComplete: boolean;
  /** What the text was made of; absent for a file that somebody wrote, or moved here. */
  readonly base?: TextBase | undefined;
  /** Goals that were made of the text. */
  readonly made?: readonly MadeGoal[];
  /** The HTML of descriptions that were read for this, by goal. */
  readonly descriptions?: ReadonlyMap<string, string>;
  /** Metrics as they were read now, by goal. */
  readonly metrics?: ReadonlyMap<string, readonly GoalMetric[]>;
};
