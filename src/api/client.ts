import type { Goal, GoalInput, GoalMetric, GoalMetricInput, GoalPage, GoalTemplate, SearchRequest } from './schema.ts';

/** The seven operations of the contract. Each rejects with an `ApiError` and with nothing else. */
export type Client = {
  createGoal(input: GoalInput, signal?: AbortSignal): Promise<Goal>;
  getGoal(goalId: string, signal?: AbortSignal): Promise<Goal>;
  updateGoal(goalId: string, input: GoalInput, signal?: AbortSignal): Promise<Goal>;
  searchGoals(request: SearchRequest, signal?: AbortSignal): Promise<GoalPage>;
  /** All pages of a search, one after another. A goal that shows up again is yielded again only if it was modified since. */
  searchAllGoals(request: SearchRequest, signal?: AbortSignal): AsyncGenerator<GoalPage, void, undefined>;
  listGoalTemplates(signal?: AbortSignal): Promise<readonly GoalTemplate[]>;
  listGoalMetrics(goalId: string, signal?: AbortSignal): Promise<readonly GoalMetric[]>;
  addGoalMetric(goalId: string, input: GoalMetricInput, signal?: AbortSignal): Promise<GoalMetric>;
};
