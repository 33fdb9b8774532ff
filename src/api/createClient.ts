import type { Client } from './client.ts';
import { goalKind, metricKind, Once, type Namesakes } from './createOnce.ts';
import { nothingMatches } from './envelope.ts';
import { ApiError } from './errors.ts';
import { OtherRecord, ParseError } from './fieldReaders.ts';
import type { Pacer } from './pace.ts';
import { allPages } from './paging.ts';
import { countOf, parseGoal, parseGoalPage, parseMetric, parseMetrics, parseTemplates } from './parse.ts';
import { retry, type Random } from './retry.ts';
import { createSend, type Call, type Send, type SendOptions } from './send.ts';
import { sleep as systemSleep, type Sleep } from './sleep.ts';
import type { Goal, GoalMetric, GoalPage } from './schema.ts';
import { StampClock } from './stampClock.ts';
import { withoutStampAhead } from './stampsAhead.ts';
import { TenantClock } from './tenantClock.ts';

export type ClientOptions = Pick<SendOptions, 'origin' | 'accessKey' | 'fetch'> &
  Partial<Pick<SendOptions, 'timeoutMs' | 'maxBodyBytes' | 'onExchange'>> & {
    readonly pacer: Pacer;
    /** 1 for somebody who would rather hear of a failure than wait. */
    readonly maxAttempts?: number;
    readonly random: Random;
    readonly sleep?: Sleep;
    readonly clock?: TenantClock;
    /** Lets go of what `fetch` holds. */
    readonly onClose?: () => void;
  };

const defaults = { timeoutMs: 30_000, maxBodyBytes: 64 * 1024 * 1024, onExchange: (): void => {} };

/** @throws ApiError for an origin to which the key must not be sent */
export const createClient = ({
  pacer,
  random,
  maxAttempts = 4,
  sleep = systemSleep,
  clock = new TenantClock(),
  onClose = () => {},
  ...options
}: ClientOptions): Client => {
  const send = retry(pacer.pace(createSend({ ...defaults, ...options, clock })), { maxAttempts, random, sleep });
  const checked = (): ((goal: Goal) => Goal) => withoutStampAhead(clock.latestMs());
  const goalIn = (data: unknown): Goal => checked()(parseGoal(data));
  const pageIn = (data: unknown): GoalPage => {
    const page = parseGoalPage(data);
    return { ...page, records: page.records.map(checked()) };
  };
  const searchGoals = searchWith(send, read('searchGoals', 'POST', '/goals/search'), pageIn);
  const backgroundSearch = { ...read('searchGoals', 'POST', '/goals/search'), isBackground: true };
  const metricsOf = async (goalId: string, signal: AbortSignal | undefined): Promise<Namesakes<GoalMetric>> =>
    unlessNothingMatches(
      ask(send, read('listGoalMetrics', 'GET', `${goalPath(goalId)}/metrics`), signal, (data) => {
        const listed = parseMetrics(data, goalId);
        return { records: allOfGoal(goalId, listed), isAll: listed.length >= countOf(data) };
      }),
      { records: [], isAll: true },
    );
  const stamps = new StampClock();
  const goals = new Once(
    goalKind((input, signal) => ask(send, create('createGoal', '/goals', input), signal, goalIn), searchGoals),
    clock,
    sleep,
  );
  const metrics = new Once(
    metricKind(
      async ({ goalId, input }, signal) =>
        ask(send, create('addGoalMetric', `${goalPath(goalId)}/metrics`, input), signal, (data) =>
          ofGoal(goalId)(parseMetric(data, goalId)),
        ),
      metricsOf,
    ),
    clock,
    sleep,
  );
  return {
    createGoal: (input, signal, onLook) => goals.create(input, signal, onLook),
    findCreatedGoal: (input, since, signal, onLook) => goals.find(input, since, signal, onLook),
    getGoal: async (goalId, signal) =>
      ask(send, read('getGoal', 'GET', goalPath(goalId)), signal, sameGoal(goalId, goalIn)),
    updateGoal: async (goalId, input, signal) =>
      ask(send, update(goalPath(goalId), input), signal, sameGoal(goalId, goalIn)),
    searchGoals,
    searchAllGoals: ({ isQuiet = false, ...search }, signal) => {
      const searchPage = searchWith(send, { ...backgroundSearch, isQuiet }, pageIn);
      return allPages(search, (page, dropped) => searchPage(page, anyOf(signal, dropped)), {
        stamps,
        now: () => ({ elapsedMs: clock.now(), tenantTime: clock.earliest() }),
      });
    },
    listGoalTemplates: (signal) =>
      listOf(ask(send, read('listGoalTemplates', 'GET', '/goals/templates'), signal, parseTemplates)),
    listGoalMetrics: async (goalId, signal) => (await metricsOf(goalId, signal)).records,
    addGoalMetric: (goalId, input, signal, onLook) => metrics.create({ goalId, input }, signal, onLook),
    findAddedMetric: (goalId, input, since, signal, onLook) => metrics.find({ goalId, input }, since, signal, onLook),
    tenantTime: () => clock.earliest(),
    close: () => {
      pacer.dispose();
      onClose();
    },
    status: () => ({ requestsLeft: pacer.left, clockSkewMs: clock.skewMs }),
  };
};

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

/** Not safe to repeat, though it replaces the whole record: a colleague may have gone on from it. */
const update = (path: string, body: unknown): Call => ({
  operation: 'updateGoal',
  method: 'PUT',
  path,
  body,
  isRepeatable: false,
  needsFreshRead: true,
});

const searchWith =
  (send: Send, call: Call, pageIn: (data: unknown) => GoalPage): Client['searchGoals'] =>
  (request, signal) =>
    unlessNothingMatches(ask(send, { ...call, body: request }, signal, pageIn), { records: [], totalCount: 0 });

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
    if (!(error instanceof ParseError)) throw error;
    const answeredBy = error instanceof OtherRecord ? 'gateway' : 'tenant';
    throw new ApiError('malformed', call.operation, { answeredBy, cause: error });
  }
};

const anyOf = (signal: AbortSignal | undefined, other: AbortSignal): AbortSignal =>
  signal === undefined ? other : AbortSignal.any([signal, other]);

/** @throws OtherRecord for an answer about another goal */
const sameGoal =
  (goalId: string, goalIn: (data: unknown) => Goal) =>
  (data: unknown): Goal => {
    const goal = goalIn(data);
    if (goal.Gsid !== goalId) throw new OtherRecord('goal.Gsid', 'the one that was asked for');
    return goal;
  };

/** @throws OtherRecord for a metric of another goal */
const ofGoal =
  (goalId: string) =>
  (metric: GoalMetric): GoalMetric => {
    if (metric.GoalId !== goalId) throw new OtherRecord('metric.GoalId', 'the one that was asked for');
    return metric;
  };

/**
 * A metric of another goal is left out as any odd row is.
 * @throws OtherRecord where all are
 */
const allOfGoal = (goalId: string, metrics: readonly GoalMetric[]): readonly GoalMetric[] => {
  const own = metrics.filter((metric) => metric.GoalId === goalId);
  return own.length > 0 ? own : metrics.map(ofGoal(goalId));
};

/**
 * The id as a part of the path.
 * @throws ApiError 'invalid', outcome 'notStored', for one that a URL would take for something else
 */
const goalPath = (goalId: string): string => {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const isId = goalId.isWellFormed() && !/^\s*$|^\.{1,2}$|[\u0000-\u001f\u007f-\u009f]/.test(goalId);
  if (isId) return `/goals/${encodeURIComponent(goalId)}`;
  const cause = Object.assign(new Error('the id of the goal is none'), { code: 'badId' });
  throw new ApiError('invalid', 'goal', { outcome: 'notStored', cause });
};

const listOf = <T>(answer: Promise<readonly T[]>): Promise<readonly T[]> => unlessNothingMatches(answer, []);

const unlessNothingMatches = async <T>(answer: Promise<T>, nothing: T): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.code === nothingMatches) return nothing;
    throw error;
  }
};
