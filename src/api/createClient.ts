import type { Client } from './client.ts';
import { addMetricOnce, createOnce } from './createOnce.ts';
import { nothingMatches } from './envelope.ts';
import { ApiError } from './errors.ts';
import { ParseError } from './fieldReaders.ts';
import type { Pacer } from './pace.ts';
import { allPages } from './paging.ts';
import { parseGoal, parseGoalPage, parseMetric, parseMetrics, parseTemplates } from './parse.ts';
import { retry, type Random } from './retry.ts';
import { createSend, type Call, type Send, type SendOptions } from './send.ts';
import { sleep as systemSleep, type Sleep } from './sleep.ts';
import { TenantClock } from './tenantClock.ts';

export type ClientOptions = Pick<SendOptions, 'origin' | 'accessKey' | 'fetch'> &
  Partial<Pick<SendOptions, 'timeoutMs' | 'maxBodyBytes' | 'onExchange'>> & {
    readonly pacer: Pacer;
    /** 1 for somebody who would rather hear of a failure than wait. */
    readonly maxAttempts?: number;
    readonly random: Random;
    readonly sleep?: Sleep;
    readonly clock?: TenantClock;
  };

const defaults = { timeoutMs: 30_000, maxBodyBytes: 64 * 1024 * 1024, onExchange: (): void => {} };

/** @throws ApiError for an origin to which the key must not be sent */
export const createClient = ({
  pacer,
  random,
  maxAttempts = 4,
  sleep = systemSleep,
  clock = new TenantClock(),
  ...options
}: ClientOptions): Client => {
  const send = retry(pacer.pace(createSend({ ...defaults, ...options, clock })), { maxAttempts, random, sleep });
  const searchGoals = searchWith(send, read('searchGoals', 'POST', '/goals/search'));
  const backgroundSearch = { ...read('searchGoals', 'POST', '/goals/search'), isBackground: true };
  const listGoalMetrics: Client['listGoalMetrics'] = (goalId, signal) =>
    listOf(
      ask(send, read('listGoalMetrics', 'GET', `${goalPath(goalId)}/metrics`), signal, (data) =>
        parseMetrics(data, goalId),
      ),
    );
  const createGoal: Client['createGoal'] = (input, signal) =>
    ask(send, create('createGoal', '/goals', input), signal, parseGoal);
  const addGoalMetric: Client['addGoalMetric'] = (goalId, input, signal) =>
    ask(send, create('addGoalMetric', `${goalPath(goalId)}/metrics`, input), signal, (data) =>
      parseMetric(data, goalId),
    );
  return {
    createGoal: createOnce(createGoal, searchGoals, clock, sleep),
    getGoal: (goalId, signal) => ask(send, read('getGoal', 'GET', goalPath(goalId)), signal, parseGoal),
    updateGoal: (goalId, input, signal) =>
      ask(
        send,
        { ...read('updateGoal', 'PUT', goalPath(goalId)), body: input, isRepeatable: false },
        signal,
        parseGoal,
      ),
    searchGoals,
    searchAllGoals: ({ isQuiet = false, ...search }, signal) => {
      const searchPage = searchWith(send, { ...backgroundSearch, isQuiet });
      return allPages(
        search,
        (page, dropped) => searchPage(page, anyOf(signal, dropped)),
        () => clock.earliest(Date.now()),
      );
    },
    listGoalTemplates: (signal) =>
      listOf(ask(send, read('listGoalTemplates', 'GET', '/goals/templates'), signal, parseTemplates)),
    listGoalMetrics,
    addGoalMetric: addMetricOnce(addGoalMetric, listGoalMetrics, clock, sleep),
    tenantTime: () => clock.earliest(Date.now()),
    close: () => pacer.dispose(),
    status: () => ({ requestsLeft: pacer.left, clockSkewMs: clock.skewMs }),
  };
};

/** Safe to repeat, as is an update: it replaces the whole record. */
const read = (operation: string, method: Call['method'], path: string): Call => ({
  operation,
  method,
  path,
  isRepeatable: true,
});

const create = (operation: string, path: string, body: unknown): Call => ({
  operation,
  method: 'POST',
  path,
  body,
  isRepeatable: false,
});

const searchWith =
  (send: Send, call: Call): Client['searchGoals'] =>
  (request, signal) =>
    unlessNothingMatches(ask(send, { ...call, body: request }, signal, parseGoalPage), { records: [], totalCount: 0 });

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
    if (error instanceof ParseError) throw new ApiError('malformed', call.operation, { cause: error });
    throw error;
  }
};

const anyOf = (signal: AbortSignal | undefined, other: AbortSignal): AbortSignal =>
  signal === undefined ? other : AbortSignal.any([signal, other]);

const goalPath = (goalId: string): string => `/goals/${encodeURIComponent(goalId)}`;

const listOf = <T>(answer: Promise<readonly T[]>): Promise<readonly T[]> => unlessNothingMatches(answer, []);

const unlessNothingMatches = async <T>(answer: Promise<T>, nothing: T): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.code === nothingMatches) return nothing;
    throw error;
  }
};
