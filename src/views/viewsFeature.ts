import * as vscode from 'vscode';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { format } from '../model/query/format.ts';
import type { TenantId } from '../model/tenant.ts';
import { LiveRows } from '../model/views/liveRows.ts';
import { everything, type Shown } from '../model/views/shown.ts';
import { ShownGoals } from '../model/views/shownGoals.ts';
import { pickGrouping, pickOrder } from './arrangementPicks.ts';
import { FilterBox } from './filterBox.ts';
import { KnownContext } from './knownContext.ts';
import { ShownKeeper, type Memory } from './shownKeeper.ts';

type ViewsDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  readonly onDidChangeTenant: Event<unknown>;
  readonly drafts: { goals(): ReadonlySet<string>; readonly onDidChange: Event<unknown> };
  /** Of this window. */
  readonly memory: Memory;
};

/** Which goals are shown: filtered, in groups, in order. */
export const createViews = ({ store, tenant, onDidChangeTenant, drafts, memory }: ViewsDeps) => {
  const rows = new LiveRows(store);
  const known = new KnownContext({ store, drafts, now: () => new Date() });
  const shown = new ShownGoals({ rows, context: () => known.context });
  const box = new FilterBox({ rows, context: () => known.context });
  const keeper = new ShownKeeper(memory);
  let current = tenant();
  /** What cannot be asked for now stays unknown, and a row says so. */
  const provide = async (): Promise<void> => {
    const byTemplate = shown.shown.group === 'template' ? (['templates'] as const) : [];
    await known.provide([...shown.needs, ...byTemplate]);
  };
  const show = async (changes: Partial<Shown>): Promise<void> => {
    shown.show({ ...shown.shown, ...changes });
    await provide();
  };
  const follow = (): void => {
    const next = tenant();
    if (next === current) return;
    current = next;
    known.forget();
    shown.show(next === undefined ? everything : keeper.of(next));
    void provide().catch(() => {});
  };
  const keep = (next: Shown): void => {
    const of = tenant();
    if (of !== undefined && of === current) keeper.keep(of, next);
  };
  const subscriptions = vscode.Disposable.from(
    onDidChangeTenant(follow),
    shown.onDidShow(keep),
    known.onDidChange(() => shown.contextChanged()),
  );
  return {
    shown,
    commands: {
      filterGoals: async () => {
        const query = await box.ask(format(shown.shown.query));
        if (query !== undefined) await show({ query });
      },
      completeFilter: () => box.complete(),
      clearFilter: () => show({ query: [] }),
      groupGoals: async () => {
        const group = await pickGrouping(shown.shown);
        if (group !== undefined) await show({ group });
      },
      sortGoals: async () => {
        const order = await pickOrder(shown.shown);
        if (order !== undefined) await show(order);
      },
    },
    dispose: () => vscode.Disposable.from(subscriptions, box, shown, known, rows).dispose(),
  };
};
