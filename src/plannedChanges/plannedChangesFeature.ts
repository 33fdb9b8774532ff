import * as vscode from 'vscode';
import { loadedInSameTenant } from '../editing/sameTenant.ts';
import { lazily, loadingCommand } from '../lazily.ts';
import { causeOf } from '../log.ts';
import type { PlanView, PlanViewDeps } from './planView.ts';

/** Set anew with each start of the extension host, which the workbench may outlive. */
const contextKeys = ['hasPlan', 'canApplyPlan', 'canUndoPlan', 'isApplyingPlan'];

/** Planned changes. Their list is loaded when the disk has some of the connected tenant, or something is planned. */
export const createPlannedChanges = (deps: PlanViewDeps): PlanView => {
  const changes = new vscode.EventEmitter<undefined>();
  const sights = new vscode.EventEmitter<undefined>();
  const files = lazily(deps.files, (disk) => disk);
  const list = lazily(
    () => import('./planView.ts'),
    ({ createPlanView }) => {
      const view = createPlanView({ ...deps, files: files.get });
      const told = [
        view.onDidChange(() => changes.fire(undefined)),
        view.sight.onDidChangeVisibility(() => sights.fire(undefined)),
      ];
      return { view, dispose: () => vscode.Disposable.from(...told, view).dispose() };
    },
    (made) => made.dispose(),
  );
  const view = (): Promise<PlanView> =>
    loadedInSameTenant(deps.tenant, async () => {
      const { view: loaded } = await list.get();
      // What the disk has is asked about before more is planned.
      await loaded.whenIdle();
      return loaded;
    });
  const look = async (): Promise<void> => {
    const tenant = deps.tenant();
    if (tenant === undefined || list.made !== undefined) return;
    try {
      if ((await files.get()).has(tenant)) await list.get();
    } catch (error) {
      deps.log.warn(`plans: they could not be listed: ${causeOf(error)}`);
    }
  };
  const subscription = vscode.Disposable.from(
    deps.onDidChangeTenant(() => void look()),
    // Another window may have left one.
    vscode.window.onDidChangeWindowState(({ focused }) => void (focused && look())),
  );
  for (const key of contextKeys) void vscode.commands.executeCommand('setContext', `customerGoals.${key}`, false);
  const command = loadingCommand(async () => (await view()).commands);
  return {
    commands: {
      applyPlan: command('applyPlan'),
      discardPlan: command('discardPlan'),
      undoPlan: command('undoPlan'),
      openPlanned: command('openPlanned'),
      decidePlanned: command('decidePlanned'),
      togglePlanned: command('togglePlanned'),
    },
    plan: async (intents) => (await view()).plan(intents),
    planFile: async (intents, file) => (await view()).planFile(intents, file),
    made: (file) => list.made?.view.made(file) ?? [],
    onDidChange: changes.event,
    sight: {
      get visible() {
        return list.made?.view.sight.visible ?? false;
      },
      onDidChangeVisibility: sights.event,
    },
    dispose: () => vscode.Disposable.from(subscription, list, changes, sights).dispose(),
  };
};
