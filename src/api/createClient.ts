import type { Client } from './client.ts';
import { nothingMatches } from './envelope.ts';
import { ApiError } from './errors.ts';
import { allPages } from './paging.ts';
import { Misfit, parseGoal, parseGoalPage, parseMetric, parseMetrics, parseTemplates } from './parse.ts';
import { createSend, type Call, type Send, type SendOptions } from './send.ts';

export type ClientOptions = Pick<SendOptions, 'origin' | 'accessKey' | 'fetch' | 'clock'> &
  Partial<Pick<SendOptions, 'timeoutMs' | 'maxBodyBytes'>>;

const defaults = { timeoutMs: 30_000, maxBodyBytes: 64 * 1024 * 1024 };

/** @throws ApiError for an origin to which the key must not be sent */
export const createClient = (options: ClientOptions): Client => clientOf(createSend({ ...defaults, ...options }));

const clientOf = (send: Send): Client => {
  const ask = async <T>(call: Call, signal: AbortSignal | undefined, parse: (data: unknown) => T): Promise<T> => {
    const data = await send(call, signal);
    try {
      return parse(data);
    } catch (error) {
      if (error instanceof Misfit) throw new ApiError('malformed', call.operation, { cause: error });
      throw error;
    }
  };

  const searchGoals: Client['searchGoals'] = (request, signal) =>
    emptyIfNothingMatches(
      ask(
        { operation: 'searchGoals', method: 'POST', path: '/goals/search', body: request, isRepeatable: true },
        signal,
        parseGoalPage,
      ),
      { records: [], totalCount: 0 },
    );

  return {
    createGoal: (input, signal) =>
      ask(
        { operation: 'createGoal', method: 'POST', path: '/goals', body: input, isRepeatable: false },
        signal,
        parseGoal,
      ),
    getGoal: (goalId, signal) =>
      ask({ operation: 'getGoal', method: 'GET', path: goalPath(goalId), isRepeatable: true }, signal, parseGoal),
    updateGoal: (goalId, input, signal) =>
      ask(
        { operation: 'updateGoal', method: 'PUT', path: goalPath(goalId), body: input, isRepeatable: true },
        signal,
        parseGoal,
      ),
    searchGoals,
    searchAllGoals: (request, signal) => allPages(request, (page) => searchGoals(page, signal)),
    listGoalTemplates: (signal) =>
      emptyIfNothingMatches(
        ask(
          { operation: 'listGoalTemplates', method: 'GET', path: '/goals/templates', isRepeatable: true },
          signal,
          parseTemplates,
        ),
        [],
      ),
    listGoalMetrics: (goalId, signal) =>
      emptyIfNothingMatches(
        ask(
          { operation: 'listGoalMetrics', method: 'GET', path: `${goalPath(goalId)}/metrics`, isRepeatable: true },
          signal,
          (data) => parseMetrics(data, goalId),
        ),
        [],
      ),
    addGoalMetric: (goalId, input, signal) =>
      ask(
        {
          operation: 'addGoalMetric',
          method: 'POST',
          path: `${goalPath(goalId)}/metrics`,
          body: input,
          isRepeatable: false,
        },
        signal,
        (data) => parseMetric(data, goalId),
      ),
  };
};

const goalPath = (goalId: string): string => `/goals/${encodeURIComponent(goalId)}`;

const emptyIfNothingMatches = async <T>(answer: Promise<T>, empty: T): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.code === nothingMatches) return empty;
    throw error;
  }
};
