import * as vscode from 'vscode';
import type { Event } from '../model/emitter.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Intent, MadeGoal } from '../plan/intent.ts';
import { tell } from '../tell.ts';
import { madeFrom } from './madeFrom.ts';
import { PlanDiff } from './planDiff.ts';
import { PlanItems } from './planItems.ts';
import { PlanScreen, viewId, type PlanScreenDeps } from './planScreen.ts';
import { PlanSession, type PlanSessionDeps } from './planSession.ts';
import { PlanTree, type PlanNode } from './planTree.ts';

export type PlanViewDeps = PlanSessionDeps & PlanScreenDeps & { readonly onDidChangeTenant: Event<unknown> };

export type PlanView = {
  readonly commands: {
    applyPlan(): Promise<void>;
    discardPlan(): Promise<void>;
    undoPlan(): Promise<void>;
    openPlanned(row?: unknown): Promise<void>;
    decidePlanned(row?: unknown): Promise<void>;
    togglePlanned(): Promise<void>;
  };
  /** Adds to what is planned, and shows it: false where a person wanted to keep what is planned. Nothing is sent before they apply it. */
  plan(intents: readonly Intent[]): Promise<boolean>;
  /**
   * As {@link plan}, in the place of what the same file planned before, without taking the person there.
   * @returns whether it is planned: they may have been asked, and kept what is there
   */
  planFile(intents: readonly Intent[], file: string): Promise<boolean>;
  /** Goals that the plan made of what the file says; none while it is being applied. */
  made(file: string): readonly MadeGoal[];
  readonly onDidChange: Event<unknown>;
  readonly sight: { readonly visible: boolean; readonly onDidChangeVisibility: vscode.Event<unknown> };
  dispose(): void;
};

/** So often at most the list is drawn while a plan is applied, in milliseconds. */
const drawMs = 250;

/** The list of planned changes: looked at, parts of it left out, applied, undone. */
export const createPlanView = (deps: PlanViewDeps): PlanView & Pick<PlanSession, 'whenIdle'> => {
  const session = new PlanSession(deps);
  const drawn = new vscode.EventEmitter<undefined>();
  const tree = new PlanTree();
  const items = new PlanItems(session, deps.store, tree, drawn.event);
  const diff = new PlanDiff();
  const view = vscode.window.createTreeView<PlanNode>(viewId, {
    treeDataProvider: items,
    manageCheckboxStateManually: true,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const screen = new PlanScreen(deps, session, { view, items, tree, diff, redraw: () => draw.act() });
  const draw = soon(drawMs, () => {
    void screen.show();
    drawn.fire(undefined);
  });
  let tenantEnd = new AbortController();
  let followed: TenantId | undefined;
  const follow = (): void => {
    const tenant = deps.tenant();
    if (tenant === followed) return;
    followed = tenant;
    tenantEnd.abort();
    tenantEnd = new AbortController();
    void session.load();
  };
  const subscription = vscode.Disposable.from(
    session.onDidChange(() => draw.act()),
    deps.onDidChangeTenant(follow),
    // Another window may have left one.
    vscode.window.onDidChangeWindowState(({ focused }) => void (focused && !session.planned && session.load())),
    view.onDidChangeCheckboxState(({ items: clicked }) => void screen.check(clicked).catch(tell)),
  );
  void screen.show();
  // It may be loaded when a tenant is connected already.
  follow();
  return {
    commands: {
      applyPlan: () => screen.apply(tenantEnd.signal),
      discardPlan: () => screen.discard(),
      undoPlan: () => screen.undo(),
      openPlanned: (row) => screen.open(tree.node(row)),
      decidePlanned: (row) => screen.decide(tree.node(row)),
      togglePlanned: () => screen.toggle(),
    },
    whenIdle: () => session.whenIdle(),
    plan: (intents) => screen.plan(intents),
    planFile: (intents, file) => screen.planFile(intents, file),
    made: (file) => {
      const { planned, isApplying } = session;
      return planned === undefined || isApplying ? [] : madeFrom(planned, file);
    },
    onDidChange: session.onDidChange,
    sight: view,
    dispose: () => vscode.Disposable.from(subscription, draw, view, diff, drawn, session).dispose(),
  };
};

/** Acts a moment after it was asked to, once however often that was. */
const soon = (ms: number, act: () => void): { act(): void; dispose(): void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  return {
    act: () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          act();
        },
        Math.max(0, last + ms - performance.now()),
      );
    },
    dispose: () => clearTimeout(timer),
  };
};
