import { createOnce, addMetricOnce } from './createOnce.ts';
import type { Client } from './client.ts';
import { nothingMatches } from './envelope.ts';
import { ApiError } from './errors.ts';
import type { Pacer } from './pace.ts';
import { allPages } from './paging.ts';
import { Misfit, parseGoal, parseGoalPage, parseMetric, parseMetrics, parseTemplates } from './parse.ts';
import { retry, type Random } from './retry.ts';
import { createSend, type Call, type Send, type SendOptions } from './send.ts';
import { TenantClock } from './tenantClock.ts';

export type ClientOptions = Pick<SendOptions, 'origin' | 'accessKey' | 'fetch'> &
  Partial<Pick<SendOptions, 'timeoutMs' | 'maxBodyBytes' | 'onExchange'>> & {
    readonly pacer: Pacer;
    readonly random: Random;
    readonly clock?: TenantClock;
  };

const defaults = { timeoutMs: 30_000, maxBodyBytes: 64 * 1024 * 1024, onExchange: (): void => {} };

/** @throws ApiError for an origin to which the key must not be sent */
export const createClient = ({ pacer, random, clock = new TenantClock(), ...options }: ClientOptions): Client =>
  clientOf(retry(pacer.pace(createSend({ ...defaults, ...options, clock })), random), clock);

const clientOf = (send: Send, clock: TenantClock): Client => {
  const searchGoals = searchWith(send, {});
  const searchInBackground = searchWith(send, { isBackground: true });
  const listGoalMetrics: Client['listGoalMetrics'] = (goalId, signal) =>
    emptyIfNothingMatches(
      ask(
        send,
        { operation: 'listGoalMetrics', method: 'GET', path: `${goalPath(goalId)}/metrics`, isRepeatable: true },
        signal,
        (data) => parseMetrics(data, goalId),
      ),
      [],
    );
  const createGoal: Client['createGoal'] = (input, signal) =>
    ask(
      send,
      { operation: 'createGoal', method: 'POST', path: '/goals', body: input, isRepeatable: false },
      signal,
      parseGoal,
    );
  const addGoalMetric: Client['addGoalMetric'] = (goalId, input, signal) =>
    ask(
      send,
      {
        operation: 'addGoalMetric',
        method: 'POST',
        path: `${goalPath(goalId)}/metrics`,
        body: input,
        isRepeatable: false,
      },
      signal,
      (data) => parseMetric(data, goalId),
    );
  return {
    createGoal: createOnce(createGoal, searchGoals, clock),
    getGoal: (goalId, signal) =>
      ask(send, { operation: 'getGoal', method: 'GET', path: goalPath(goalId), isRepeatable: true }, signal, parseGoal),
    updateGoal: (goalId, input, signal) =>
      ask(
        send,
        { operation: 'updateGoal', method: 'PUT', path: goalPath(goalId), body: input, isRepeatable: true },
        signal,
        parseGoal,
      ),
    searchGoals,
    searchAllGoals: (search, signal) =>
      allPages(
        search,
        (page) => searchInBackground(page, signal),
        () => clock.earliest(Date.now()),
      ),
    listGoalTemplates: (signal) =>
      emptyIfNothingMatches(
        ask(
          send,
          { operation: 'listGoalTemplates', method: 'GET', path: '/goals/templates', isRepeatable: true },
          signal,
          parseTemplates,
        ),
        [],
      ),
    listGoalMetrics,
    addGoalMetric: addMetricOnce(addGoalMetric, listGoalMetrics, clock),
  };
};

const searchWith =
  (send: Send, manner: Pick<Call, 'isBackground'>): Client['searchGoals'] =>
  (request, signal) =>
    emptyIfNothingMatches(
      ask(
        send,
        {
          operation: 'searchGoals',
          method: 'POST',
          path: '/goals/search',
          body: request,
          isRepeatable: true,
          ...manner,
        },
        signal,
        parseGoalPage,
      ),
      { records: [], totalCount: 0 },
    );

const ask = async <T>(
  send: Send,
  call: Call,
  signal: AbortSignal | undefined,
  parse: (data: unknown) => T,
): Promise<T> => {
  const data = await send(call, signal);
  try {
    return parse(data);
  } catch (error) {
    if (error instanceof Misfit) throw new ApiError('malformed', call.operation, { cause: error });
    throw error;
  }
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
