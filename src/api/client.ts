import type { GoalBatch, Search } from './paging.ts';
import type { Goal, GoalInput, GoalMetric, GoalMetricInput, GoalPage, GoalTemplate, SearchRequest } from './schema.ts';

/** The seven operations of the contract. Each rejects with an `ApiError` and with nothing else. */
export type Client = {
  /** Sent once. A rejection whose outcome is not 'unknown' means that no goal was made. */
  createGoal(input: GoalInput, signal?: AbortSignal): Promise<Goal>;
  getGoal(goalId: string, signal?: AbortSignal): Promise<Goal>;
  updateGoal(goalId: string, input: GoalInput, signal?: AbortSignal): Promise<Goal>;
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
  addGoalMetric(goalId: string, input: GoalMetricInput, signal?: AbortSignal): Promise<GoalMetric>;
  status(): ClientStatus;
  /** The tenant's time now, ISO 8601, early by a margin for what is not known of its clock. */
  tenantTime(): string;
  /** Gives up what waits for its turn. To be called when nobody will ask any more. */
  close(): void;
};

export type ClientStatus = {
  /** How many more requests may start now without a wait. */
  readonly requestsLeft: number;
  /** Milliseconds by which the tenant's clock is ahead of ours; undefined until an answer told its time. */
  readonly clockSkewMs: number | undefined;
};
