import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { readNotes } from '../description/statusNotes.ts';
import type { NewsItem } from '../history/goalNews.ts';
import type { RecordedChange, Coverage } from '../history/recordedChange.ts';
import { WhatChanged, type Known } from '../history/whatChanged.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { isInternal } from './internal.ts';
import { reportData, type ReportData, type ReportGoal, type ReportScope } from './reportData.ts';

export type GatherDeps = {
  readonly store: Pick<GoalStore, 'fetchGoal' | 'metrics'> & Known;
  readonly history: { read(since: number, take: (change: RecordedChange) => void): Promise<Coverage | undefined> };
  /** @throws where another tenant is connected by now */
  readonly check: () => void;
  readonly onProgress: (done: number, all: number) => void;
};

/** Of so many goals the metrics and notes are asked for: of each that takes one request, or two. */
export const mostAsked = 30;

export type Gathered = {
  readonly data: ReportData;
  /** Whether the tenant was not asked for all outcomes and notes, or did not answer. */
  readonly isPart: boolean;
};

type Scope = Omit<ReportScope, 'recordedFrom'>;

/** @throws ApiError 'aborted' */
export const gatherGoals = async (
  goals: readonly Goal[],
  scope: Scope,
  { store, history, check, onProgress }: GatherDeps,
  signal: AbortSignal,
): Promise<Gathered> => {
  const { news, from } = await newsOf(history, store, scope.since);
  check();
  const bare = goals.map((goal): ReportGoal => ({
    goal,
    metrics: undefined,
    news: news.get(goal.Gsid) ?? [],
    notes: [],
  }));
  const wholeScope = { ...scope, recordedFrom: from };
  // What is not part of the review is not asked for.
  const meant = new Set(reportData(bare, { ...wholeScope, edition: 'team' }).goals);
  const asked = [...meant].filter(({ goal }) => scope.edition === 'team' || !isInternal(goal.Name));
  const isFew = asked.length <= mostAsked;
  let isPart = !isFew;
  const found = new Map<ReportGoal, ReportGoal>();
  for (const [at, item] of (isFew ? asked : []).entries()) {
    check();
    onProgress(at, asked.length);
    const metrics = await answered(() => store.metrics(item.goal.Gsid, signal));
    const whole = scope.edition === 'team' ? await answered(() => store.fetchGoal(item.goal.Gsid, signal)) : item.goal;
    isPart ||= metrics === undefined || whole === undefined;
    found.set(item, { ...item, metrics, notes: readNotes(whole?.Description ?? '') });
  }
  return {
    data: reportData(
      bare.map((item) => found.get(item) ?? item),
      wholeScope,
    ),
    isPart,
  };
};

/** One goal that cannot be read leaves the others. */
const answered = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError && error.kind !== 'aborted') return undefined;
    throw error;
  }
};

const newsOf = async (history: GatherDeps['history'], known: Known, since: number) => {
  const seconds = Math.floor(since / 1000);
  const what = new WhatChanged(seconds, 'at');
  const coverage = await history.read(seconds, (change) => what.take(change));
  const items = what.companies(known).flatMap((company) => company.goals);
  return {
    news: new Map<string, readonly NewsItem[]>(items.map((goal) => [goal.goalId, goal.items])),
    from: coverage?.from === undefined ? undefined : coverage.from * 1000,
  };
};
