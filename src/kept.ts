import { Drafts } from './editing/drafts.ts';
import { warn } from './tell.ts';
import { Failure } from './failure.ts';
import { causeOf, type Log } from './log.ts';
import { GoalPasts } from './history/goalPasts.ts';
import { HistoryRecorder } from './history/historyRecorder.ts';
import type { GoalStore } from './model/goalStore.ts';
import { sampleTenantId, type TenantId } from './model/tenant.ts';
import { onDidChangeSetting, settings } from './settings.ts';
import { SnapshotKeeper } from './snapshot/snapshotKeeper.ts';

type KeptDeps = {
  readonly store: GoalStore;
  /** A folder of the extension, by its name. */
  readonly storage: (name: string) => string;
  readonly log: Log;
};

/** What is kept of tenants on this computer: their goals and what changed in them, as a person's settings say; drafts and plans. */
export const createKept = ({ store, storage, log }: KeptDeps) => {
  const warnLog = (message: string): void => log.warn(message);
  const snapshot = new SnapshotKeeper({
    goals: store,
    open: async () => new (await import('./snapshot/snapshots.ts')).Snapshots(storage('snapshots'), log),
    isOn: settings.keepSnapshot,
    log,
  });
  const history = new HistoryRecorder({
    store,
    open: async () => new (await import('./history/histories.ts')).Histories(storage('history')),
    isOn: settings.recordHistory,
    log,
    now: () => Date.now(),
  });
  const pasts = new GoalPasts({ read: (since, take) => history.read(since, take), now: () => Date.now() });
  const parts = [
    snapshot,
    history,
    store.onDidReadMetrics(({ goalId, metrics }) => {
      history.noteMetrics(goalId, metrics);
      pasts.forget([goalId]);
    }),
    store.onDidChange(({ goals }) => pasts.forget(goals === 'all' ? goals : goals.keys())),
    onDidChangeSetting('keepSnapshot', () => void snapshot.followSetting().catch(warn)),
    onDidChangeSetting('history.enabled', () => void history.followSetting().catch(warn)),
  ];
  return {
    snapshot,
    history,
    /** How the numbers of a goal went, as far as that was recorded. */
    past: (goalId: string) => pasts.of(goalId),
    drafts: new Drafts(storage('drafts'), warnLog),
    planFiles: async () => new (await import('./plan/planFiles.ts')).PlanFiles(storage('plans'), warnLog),
    /** Removes what is kept of any tenant but these, and what agents planned for others and was not begun. @throws Failure */
    forgetOthers: async (tenants: readonly TenantId[]): Promise<void> => {
      const forgetting = [
        snapshot.forgetOthers(tenants),
        history.forgetOthers(tenants),
        forgetPlans(storage('agents'), tenants),
      ];
      const failed = (await Promise.allSettled(forgetting)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
    dispose: (): void => parts.forEach((part) => part.dispose()),
  };
};

/** Those of the sample tenant stay, as all of it does. @throws Failure */
const forgetPlans = async (folder: string, tenants: readonly TenantId[]): Promise<void> => {
  try {
    const { PlanFiles } = await import('./plan/planFiles.ts');
    new PlanFiles(folder).forgetOthers([sampleTenantId, ...tenants]);
  } catch (error) {
    throw new Failure('goalsNotForgotten', causeOf(error));
  }
};
