import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { lazily, loadingCommand } from '../lazily.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { inOneTenant } from '../model/inOneTenant.ts';
import { isFinished } from '../model/loadState.ts';
import type { Need } from '../model/query/context.ts';
import { format } from '../model/query/format.ts';
import type { Query } from '../model/query/query.ts';
import type { TenantId } from '../model/tenant.ts';
import { KeptValue, type Memory } from '../model/views/keptValue.ts';
import { LiveRows } from '../model/views/liveRows.ts';
import { keptViews, readViews, type OwnView } from '../model/views/ownViews.ts';
import { everything, isEverything, keptShown, readShown, withQuery, type Shown } from '../model/views/shown.ts';
import { ShownGoals } from '../model/views/shownGoals.ts';
import { newsView, standardView, standardViewIds } from '../model/views/standardViews.ts';
import { ViewCounts } from '../model/views/viewCounts.ts';
import { textsIn } from '../model/views/watchList.ts';
import { phrase } from '../words/phrase.ts';
import { shownText } from './arrangementText.ts';
import { KnownContext } from './knownContext.ts';
import { tellNewsDaily } from './newsTeller.ts';
import { Person } from './person.ts';
import type { Ask } from './viewCommands.ts';
import { ViewList } from './viewList.ts';
import { pause } from '../model/pause.ts';

type ViewsDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  readonly onDidChangeTenant: Event<unknown>;
  readonly drafts: { goals(): ReadonlySet<string>; readonly onDidChange: Event<unknown> };
  /** Whether a person wants to be told of news once a day. */
  readonly dailyNews: () => boolean;
  /** Of this window. */
  readonly memory: Memory;
  /** Of all windows. */
  readonly shared: Memory;
};

const newsText = (): string => l10n.t('{0, plural, one {# goal with news} other {# goals with news}}');

/** Which goals are shown: the views, the filter, groups and order; who the person is, and what they watch. */
export const createViews = (deps: ViewsDeps) => {
  const { store, tenant, onDidChangeTenant, drafts, dailyNews, memory, shared } = deps;
  // In this order: each hears of a change after those that it asks.
  const person = new Person({ store, tenant, memory: shared, now });
  const rows = new LiveRows(store);
  const known = new KnownContext({ store, rows, person, drafts, now });
  const context = () => known.context;
  const shown = new ShownGoals({ rows, context });
  const counts = new ViewCounts({ rows, context, pause });
  const box = lazily(
    () => import('./filterBox.ts'),
    ({ FilterBox }) => new FilterBox({ rows, context, order: () => shown.shown }),
    (made) => made.dispose(),
  );
  const parts = lazily(
    () => import('./findParts.ts'),
    ({ FindParts }) => new FindParts({ store, rows, context, pause }),
  );
  const recent = new KeptValue(memory, 'recent', textsIn);
  const kept = new KeptValue(memory, 'shown', readShown, (some) => some && keptShown(some));
  const own = ownViews(shared);
  const shownId = (): string | undefined => shown.shown.view ?? (shown.isEverything ? 'all' : undefined);
  const list = new ViewList({ own, tenant, counts, shownId });
  const view = vscode.window.createTreeView('customerGoals.views', { treeDataProvider: list });
  let current: TenantId | undefined;

  const nameOf = (id: string | undefined) => (id === undefined || id === 'all' ? undefined : list.nameOf(id));
  const asked: Ask = (ask) => inOneTenant({ tenant, onDidChangeTenant }, new vscode.CancellationTokenSource(), ask);
  const whoAmI = async (): Promise<void> => {
    const me = await asked(async (token) => {
      const { askWhoIAm } = await import('./whoAmI.ts');
      const uses = (await rows.ready())?.usedTexts('OwnerId');
      const goalsOf = (id: string): string =>
        phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), uses?.get(id) ?? 0);
      if (token.isCancellationRequested) return undefined;
      return askWhoIAm(
        { owners: store.owners(), isLoading: !isFinished(store.state), me: person.me ?? [], goalsOf },
        token,
      );
    });
    if (me !== undefined) await person.setMe(me);
  };
  const provide = async (): Promise<void> => {
    const isByTemplate = shown.shown.group === 'template' && known.context.templates === undefined;
    await known.provide([...shown.needs, ...(isByTemplate ? (['templates'] as const) : [])]);
  };
  /** As a person asked. What cannot be provided stays unknown, and a row says so. */
  const show = async (next: Shown): Promise<void> => {
    shown.show(next);
    if (shown.needs.includes('me')) await whoAmI();
    // What was read since the view was shown last, no event told.
    if (shown.shown === next) shown.contextChanged('hasMetrics');
    counts.contextChanged('hasMetrics');
    await provide();
  };
  const recount = (): void => {
    const standard = standardViewIds.map((id) => [id, standardQueries.get(id) ?? []] as const);
    void counts.use(new Map([...standard, ...list.own.map(({ id, shown: { query } }) => [id, query] as const)]));
  };
  const standardQueries = new Map(standardViewIds.map((id) => [id, standardView(id).query]));
  const follow = (): void => {
    const next = tenant();
    if (next === current) return;
    current = next;
    known.forget();
    shown.show(next === undefined ? everything : (kept.of(next) ?? everything));
    recount();
    list.redraw();
    void provide().catch(() => {});
  };
  const keep = (next: Shown): void => {
    if (current !== undefined && current === tenant())
      void kept.keep(current, isEverything(next) && next.view === undefined ? undefined : next);
    list.redraw();
    // A list that is closed stays so.
    const id = shownId();
    if (view.visible && id !== undefined && list.nameOf(id) !== undefined)
      view.reveal(list.nodeOf(id), { select: true, focus: false }).then(undefined, () => {});
  };
  const tellNews = (): void => {
    const { size } = known.news;
    // To write the first number takes 10 ms and more of the start of a window.
    view.badge = size === 0 ? undefined : { value: size, tooltip: phrase(newsText(), size) };
    void vscode.commands.executeCommand('setContext', 'customerGoals.hasNews', size > 0);
  };
  const chosenGoals = new vscode.EventEmitter<string>();
  const redrawn = new vscode.EventEmitter<undefined>();
  const subscriptions = vscode.Disposable.from(
    redrawn,
    chosenGoals,
    onDidChangeTenant(follow),
    shown.onDidShow(keep),
    // What was needed before the tenant was there.
    rows.onDidChange((change) => {
      if (change === 'all') void provide().catch(() => {});
    }),
    counts.onDidChange(() => list.redraw()),
    own.onDidChange(() => {
      recount();
      list.redraw();
      // Its name stands above the goals.
      if (shown.shown.view !== undefined) shown.show(shown.shown);
    }),
    known.onDidChange((need) => {
      shown.contextChanged(need);
      counts.contextChanged(need);
      if (need === 'news') tellNews();
      if (need === 'watched' || need === 'seenAt') redrawn.fire(undefined);
    }),
  );
  follow();
  tellNews();
  const ofViews = loadingCommand(async () =>
    (await import('./viewCommands.ts')).createViewCommands({ list, own, shown, tenant, asked, show }),
  );
  const daily = tellNewsDaily({
    store,
    isOn: dailyNews,
    tenant,
    news: () => known.news,
    now,
    memory: shared,
    onDidChange: [known.onDidChange, rows.onDidChange, store.onDidChange],
  });
  return {
    rows,
    shown,
    sight: view,
    /** What the tree of goals shows of all this. */
    tree: {
      shown,
      describe: () => shownText(shown.shown, nameOf(shown.shown.view)),
      notes: {
        isWatched: (goalId: string) => person.watched.goals.includes(goalId),
        isWatchedCompany: (companyId: string) => person.watched.companies.includes(companyId),
        isChanged: (goal: Goal) => person.isChanged(goal),
        onDidChange: redrawn.event,
      },
    },
    /** Ways to find goals. */
    find: {
      byQuery: async (text: string, limit: number) => (await parts.get()).byQuery(text, limit),
      corrected: async (text: string) => (await parts.get()).corrected(text),
      recent: () => recent.of(tenant()),
      noteOpened: (goalId: string) => {
        const of = tenant();
        if (of !== undefined) void recent.keep(of, [...new Set([goalId, ...recent.of(of)])].slice(0, mostRecent));
      },
    },
    /** Tells the id of a goal that was chosen in the box of the filter: it is to be opened. */
    onDidChooseGoal: chosenGoals.event,
    /** Who the person is, and all goals, for who goes through them. */
    person: { me: () => person.me, askMe: whoAmI, rows: () => rows.ready() },
    /** The views, each with the ids of its goals. */
    listed: async () => {
      const { goalsInView } = await import('./goalsInView.ts');
      const all = await rows.ready();
      return list.all.flatMap(({ name, shown: some }) =>
        all === undefined ? [] : [{ name, goalIds: () => goalsInView(some, all, context()) }],
      );
    },
    /** What else shows the goals of a query. */
    goals: {
      rows,
      context,
      onDidChangeContext: known.onDidChange,
      provide: (needs: readonly Need[]) => known.provide(needs),
      /** Of a view's row, or what the tree of goals shows. */
      scopeOf: (row: unknown): { readonly query: string; readonly name?: string } => {
        const { query, view: id } = list.shownBy(list.idOf(row) ?? '') ?? shown.shown;
        const name = id === undefined || query.length === 0 ? undefined : list.nameOf(id);
        return { query: format(query), ...(name === undefined ? {} : { name }) };
      },
    },
    showQuery: (query: Query) => show(withQuery(shown.shown, query)),
    toggleWatch: (kind: 'goals' | 'companies', id: string) => person.toggleWatch(kind, id),
    commands: {
      showView: ofViews('showView'),
      saveView: ofViews('saveView'),
      renameView: ofViews('renameView'),
      moveViewUp: ofViews('moveViewUp'),
      moveViewDown: ofViews('moveViewDown'),
      removeView: ofViews('removeView'),
      exportViews: ofViews('exportViews'),
      importViews: ofViews('importViews'),
      whoAmI,
      filterGoals: async () => {
        const filter = await box.get();
        const chosen = await asked((token) => filter.ask(format(shown.shown.query), token));
        if (chosen === undefined) return;
        await show(withQuery(shown.shown, chosen.query));
        if (chosen.goalId !== undefined) chosenGoals.fire(chosen.goalId);
      },
      completeFilter: () => box.made?.complete(),
      clearFilter: () => show(withQuery(shown.shown, [])),
      groupGoals: async () => {
        const { pickGrouping } = await import('./arrangementPicks.ts');
        const group = await asked((token) => pickGrouping(shown.shown, token));
        if (group !== undefined) await show({ ...shown.shown, group });
      },
      sortGoals: async () => {
        const { pickOrder } = await import('./arrangementPicks.ts');
        const order = await asked((token) => pickOrder(shown.shown, token));
        if (order !== undefined) await show({ ...shown.shown, ...order });
      },
      showNews: async () => {
        await show(newsView());
        await vscode.commands.executeCommand('customerGoals.goals.focus');
      },
      markAllSeen: async () => {
        const all = await asked(() => rows.ready());
        if (all !== undefined) await person.markAllSeen(all);
      },
    },
    dispose: () =>
      vscode.Disposable.from(daily, subscriptions, view, list, box, counts, shown, known, rows, person).dispose(),
  };
};

/** So many goals that were opened last are listed before others. */
const mostRecent = 20;

const now = (): Date => new Date();

const ownViews = (memory: Memory): KeptValue<readonly OwnView[]> =>
  new KeptValue(memory, 'views', readViews, keptViews);
