import type { Goal } from '../api/schema.ts';
import { byName } from '../model/names/byName.ts';
import { GoalNews, newsRank, type NewsItem } from './goalNews.ts';
import type { RecordedChange } from './recordedChange.ts';

/** A goal that changed, with at least one item. `name` is the last one known, its id where none is. */
export type ChangedGoal = { readonly goalId: string; readonly name: string; readonly items: readonly NewsItem[] };

/** A company in which something changed: '' where it is not known which. */
export type ChangedCompany = {
  readonly companyId: string;
  readonly name: string;
  readonly goals: readonly ChangedGoal[];
};

export type Known = {
  goal(goalId: string): Goal | undefined;
  company(companyId: string): { readonly name: string } | undefined;
};

/** What changed since a moment, made of the history and of what is known now. */
export class WhatChanged {
  readonly #goals = new Map<string, GoalNews>();
  readonly #since: number;
  readonly #by: 'at' | 'seen';

  /**
   * @param since whole seconds since 1970
   * @param by the tenant's time, or when this computer saw it: what happened before that, and nobody had seen then, is news too
   */
  constructor(since: number, by: 'at' | 'seen') {
    this.#since = since;
    this.#by = by;
  }

  /** In the order in which they were seen. */
  take(change: RecordedChange): void {
    if (change[this.#by] >= this.#since) this.#newsOf(change.goalId).take(change);
  }

  /** A line that was logged in the goal's description. */
  takeUpdate(goalId: string, update: { readonly date: string; readonly name: string; readonly text: string }): void {
    this.#newsOf(goalId).takeUpdate({ kind: 'update', ...update });
  }

  #newsOf(goalId: string): GoalNews {
    const news = this.#goals.get(goalId) ?? new GoalNews();
    this.#goals.set(goalId, news);
    return news;
  }

  /** By the names of companies; in each of them what matters most comes first. */
  companies(known: Known): readonly ChangedCompany[] {
    const byCompany = new Map<string, ChangedGoal[]>();
    const namesBefore = new Map<string, string>();
    for (const [goalId, news] of this.#goals) {
      const items = news.items();
      if (items.length === 0) continue;
      const goal = known.goal(goalId);
      const companyId = goal?.CompanyId ?? news.companyId ?? '';
      if (news.companyName !== undefined) namesBefore.set(companyId, news.companyName);
      const goals = byCompany.get(companyId) ?? [];
      byCompany.set(companyId, goals);
      goals.push({ goalId, name: goal?.Name ?? news.nameBefore ?? goalId, items });
    }
    return [...byCompany]
      .map(([companyId, goals]) => ({
        companyId,
        name: known.company(companyId)?.name ?? namesBefore.get(companyId) ?? companyId,
        goals: goals.toSorted((a, b) => rank(a) - rank(b) || byName(a.name, b.name)),
      }))
      .toSorted((a, b) => byName(a.name, b.name));
  }
}

const rank = ({ items }: ChangedGoal): number => newsRank[items[0]?.kind ?? 'gone'];
