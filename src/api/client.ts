import type { GoalBatch, Search } from './paging.ts';
import type { Looking, Sighting } from './sendOnce.ts';
import type { Goal, GoalInput, GoalMetric, GoalMetricInput, GoalPage } from './schema.ts';
import type { GoalTemplate, GoalUpdate, SearchRequest } from './schema.ts';

export type { Looking, Sighting } from './sendOnce.ts';

/** Told before each pause while a record is looked for whose create is in doubt. */
export type OnLook = (looking: Looking) => void;

/** The seven operations of the contract. Each rejects with an `ApiError` and with nothing else. */
export type Client = {
  /**
   * Sent once. Where its answer is lost the goal is looked for, for up to two minutes; an abort ends that. A rejection whose outcome is
   * 'notStored' means that no goal was made; 'unknown' that one may be there, or appear later: see `findCreatedGoal`.
   */
  createGoal(input: GoalInput, signal?: AbortSignal, onLook?: OnLook): Promise<Goal>;
  /**
   * What became of a create in doubt, in this session or an earlier one. Only after 'absent' may it be sent again. Looks for up to
   * two minutes where it is not there and was not looked for as long before; 'unclear' where an abort ends that.
   * @param since `tenantTime()` just before the last create that is in doubt
   */
  findCreatedGoal(input: GoalInput, since: string, signal?: AbortSignal, onLook?: OnLook): Promise<Sighting<Goal>>;
  getGoal(goalId: string, signal?: AbortSignal): Promise<Goal>;
  updateGoal(goalId: string, input: GoalUpdate, signal?: AbortSignal): Promise<Goal>;
  /** One page. */
  searchGoals(request: SearchRequest, signal?: AbortSignal): Promise<GoalPage>;
  /**
   * Every goal that matches, page by page and behind whatever a person asks for meanwhile.
   * @param search `isQuiet`: a person is to hear nothing of it while it waits for its turn
   */
  searchAllGoals(
    search: Search & { readonly isQuiet?: boolean },
    signal?: AbortSignal,
  ): AsyncGenerator<GoalBatch, void, undefined>;
  listGoalTemplates(signal?: AbortSignal): Promise<readonly GoalTemplate[]>;
  listGoalMetrics(goalId: string, signal?: AbortSignal): Promise<readonly GoalMetric[]>;
  /** Sent once, as a goal is. */
  addGoalMetric(goalId: string, input: GoalMetricInput, signal?: AbortSignal, onLook?: OnLook): Promise<GoalMetric>;
  /** As `findCreatedGoal`. */
  findAddedMetric(
    goalId: string,
    input: GoalMetricInput,
    since: string,
    signal?: AbortSignal,
    onLook?: OnLook,
  ): Promise<Sighting<GoalMetric>>;
  status(): ClientStatus;
  /** The tenant's time now, ISO 8601, early by a margin for what is not known of its clock. */
  tenantTime(): string;
  /** Gives up what waits for its turn, and ends every connection. To be called when nobody will ask any more. */
  close(): void;
};

export type ClientStatus = {
  /** How many more requests may start now without a wait. */
  readonly requestsLeft: number;
  /** Milliseconds by which the tenant's clock is ahead of ours; undefined until an answer told its time. */
  readonly clockSkewMs: number | undefined;
};
