import { today } from '../model/dueDate.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { onNewDay } from '../model/newDay.ts';
import type { Need, QueryContext } from '../model/query/context.ts';
import type { LiveRows } from '../model/views/liveRows.ts';
import type { Person } from './person.ts';

type KnownContextDeps = {
  readonly store: Pick<GoalStore, 'templates' | 'hasMetrics'>;
  readonly rows: Pick<LiveRows, 'rows' | 'parts' | 'isBehind' | 'onDidChange'>;
  readonly person: Person;
  /** The goals that have a draft. */
  readonly drafts: { goals(): ReadonlySet<string>; readonly onDidChange: Event<unknown> };
  readonly now: () => Date;
};

const nothing: ReadonlySet<string> = new Set();

/** What goal queries may mean beside the goals: the day, who the person is, what they watch, drafts, templates, metrics that were read. */
export class KnownContext {
  readonly #deps: KnownContextDeps;
  readonly #changes = createEmitter<Need | 'today'>();
  /** Tells what is known otherwise now. */
  readonly onDidChange: Event<Need | 'today'> = this.#changes.event;
  readonly #subscriptions: readonly { dispose(): void }[];
  #templates: ReadonlyMap<string, string> | undefined;
  #watched = nothing;
  #news = nothing;

  constructor(deps: KnownContextDeps) {
    this.#deps = deps;
    this.#subscriptions = [
      deps.drafts.onDidChange(() => this.#changes.fire('drafts')),
      onNewDay(deps.now, () => {
        this.#check();
        this.#changes.fire('today');
      }),
      deps.rows.onDidChange(() => this.#check()),
      deps.person.onDidChange((what) => {
        if (what === 'me') this.#changes.fire('me');
        if (what === 'seen') this.#changes.fire('seenAt');
        this.#check();
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  /** Another tenant is connected. */
  forget(): void {
    this.#templates = undefined;
    // The rows are still those of the one before.
    this.#watched = nothing;
    this.#news = nothing;
    for (const need of ['me', 'seenAt', 'drafts', 'templates', 'watched', 'news'] as const) this.#changes.fire(need);
  }

  get context(): QueryContext {
    const { store, drafts, person, now } = this.#deps;
    const { me, seen } = person;
    return {
      today: today(now()),
      drafts: drafts.goals(),
      watched: this.#watched,
      news: this.#news,
      hasMetrics: (goalId) => store.hasMetrics(goalId),
      ...(me === undefined ? {} : { me }),
      ...(seen === undefined ? {} : { seenAt: seen.at }),
      ...(this.#templates === undefined ? {} : { templates: this.#templates }),
    };
  }

  /** The ids of the goals that are the person's or are watched, and in which something happened. */
  get news(): ReadonlySet<string> {
    return this.#news;
  }

  /** Asks the tenant for what is needed, where it can be asked at all. What it does not answer stays unknown. */
  async provide(needs: readonly Need[]): Promise<void> {
    if (!needs.includes('templates')) return;
    const templates = await this.#deps.store.templates();
    this.#templates = new Map(templates.map(({ id, name }) => [id, name]));
    this.#changes.fire('templates');
  }

  #check(): void {
    const { person, now } = this.#deps;
    const { rows, parts } = this.#deps.rows;
    if (rows !== undefined && !this.#deps.rows.isBehind) person.begin(rows);
    const { watched: list, seen, me = [] } = person;
    const isNone = rows === undefined || parts === undefined;
    const watched = isNone ? nothing : parts.idsWhere(rows, parts.watchedTest(list, rows));
    const news =
      isNone || seen === undefined
        ? nothing
        : parts.idsWhere(rows, parts.newsTest(rows, { seen, watched: list, me, today: today(now()) }));
    const isOther = { watched: !isSameSet(watched, this.#watched), news: !isSameSet(news, this.#news) };
    this.#watched = watched;
    this.#news = news;
    for (const need of ['watched', 'news'] as const) if (isOther[need]) this.#changes.fire(need);
  }
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));
