import { warn } from './tell.ts';
import { Failure } from './failure.ts';
import { causeOf, type Log } from './log.ts';
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

/** What is kept of the connected tenant on this computer, as a person's settings say: its goals, and what changed in it. */
export const createKept = ({ store, storage, log }: KeptDeps) => {
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
  const parts = [
    snapshot,
    history,
    store.onDidReadMetrics(({ goalId, metrics }) => history.noteMetrics(goalId, metrics)),
    onDidChangeSetting('keepSnapshot', () => void snapshot.followSetting().catch(warn)),
    onDidChangeSetting('history.enabled', () => void history.followSetting().catch(warn)),
  ];
  return {
    snapshot,
    history,
    /** Removes what is kept of any tenant but this one, and what agents planned for it and was not begun. @throws Failure */
    forgetOthers: async (tenant: TenantId | undefined): Promise<void> => {
      const forgetting = [
        snapshot.forgetOthers(tenant),
        history.forgetOthers(tenant),
        forgetPlans(storage('agents'), tenant),
      ];
      const failed = (await Promise.allSettled(forgetting)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
    dispose: (): void => parts.forEach((part) => part.dispose()),
  };
};

/** Those of the sample tenant stay, as all of it does. @throws Failure */
const forgetPlans = async (folder: string, tenant: TenantId | undefined): Promise<void> => {
  try {
    const { PlanFiles } = await import('./plan/planFiles.ts');
    new PlanFiles(folder).forgetOthers([sampleTenantId, ...(tenant === undefined ? [] : [tenant])]);
  } catch (error) {
    throw new Failure('goalsNotForgotten', causeOf(error));
  }
};
