import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { TenantId } from '../model/tenant.ts';
import type { GoalField } from '../model/goalFields.ts';
import { lazily } from '../lazily.ts';
import { NotConnected } from '../model/goalStore.ts';
import type { GoalDocument } from './goalDocument.ts';
import type { GoalEditors } from './goalEditors.ts';
import { loadAhead } from './loadAhead.ts';
import { newGoalName } from './words/goalTitle.ts';
import type { GoalFormDeps } from './goalFormDeps.ts';
import type { Draft } from '../editing/draft.ts';
import { showVersions } from '../editing/showVersions.ts';
import { addressOfNewGoal, type GoalAddress, type GoalPreset } from '../editing/goalAddress.ts';
import { activeGoalUri, openInEditor, reopenActive, showGoal, tabOfGoal, viewType, type GoalKey } from './goalTabs.ts';

export type GoalForms = {
  readonly commands: {
    /** Sends the goal whose form is active. */
    saveGoal(): Promise<void>;
    /** As saveGoal, and closes the form once the tenant has everything. */
    saveAndCloseGoal(): Promise<void>;
    /** Shows the goal in the row above among its company's, or below. */
    previousGoal(): Promise<void>;
    nextGoal(): Promise<void>;
    /** Puts the focus on the next problem of the active form, or the one before. */
    previousProblem(): Promise<void>;
    nextProblem(): Promise<void>;
    /** Gives the active form a new page, where the one that it has lost its extension. */
    reopenGoal(): Promise<void>;
  };
  /** Shows the goal's form, the one that is open if there is one. */
  openGoal(
    goal: Pick<Goal, 'Gsid' | 'Name'>,
    options?: { readonly focus?: 'addMetric'; readonly viewColumn?: vscode.ViewColumn },
  ): Promise<void>;
  newGoal(preset?: GoalPreset): Promise<void>;
  /** Shows the form of a goal of whatever tenant, as a draft remembers it. */
  openAt(address: GoalAddress): Promise<void>;
  /**
   * If the form that keeps this draft is open, shows there what the tenant holds, as the form's own 'Discard Draft' does.
   * @param draft named by the goal that its address speaks of
   * @returns whether it is
   */
  discard(draft: GoalKey): Promise<boolean>;
  /** The form of this goal or draft, if it is open, so that others need not save it beside the form. */
  openForm(goal: GoalKey): Promise<OpenForm | undefined>;
  dispose(): Promise<void>;
};

type OpenForm = {
  /** Whether everything that stands in it is in the tenant. */
  readonly isUntouched: boolean;
  edit(field: GoalField, value: string): void;
  /** Shows these edits beside what the tenant holds. */
  show(draft: Pick<Draft, 'base' | 'mine'>): void;
  /** Returns whether the tenant has everything; where it has not, the form says why. */
  save(): Promise<boolean>;
};

/** Registers the form with VS Code; what makes it work is loaded once there are goals, or with the first that is opened. */
export const registerGoalForms = (deps: GoalFormDeps): GoalForms => {
  const edits = new vscode.EventEmitter<vscode.CustomDocumentEditEvent<GoalDocument>>();
  const editors = lazily(
    () => import('./goalEditors.ts'),
    (module) => new module.GoalEditors(deps, edits),
    (made) => made.dispose(),
  );
  const ahead = loadAhead(deps.store, editors.get);
  /** Undefined where they were not loaded, and so no form is open. Who opened one that could not be loaded was told. */
  const opened = async (): Promise<GoalEditors | undefined> => editors.asked?.catch(() => undefined);
  const active = async (): Promise<GoalDocument | undefined> => {
    const uri = activeGoalUri();
    return uri && (await editors.get()).document(uri);
  };
  const registration = vscode.window.registerCustomEditorProvider(viewType, providerOf(editors.get, edits.event), {
    supportsMultipleEditorsPerDocument: true,
    webviewOptions: { enableFindWidget: true },
  });
  const connected = (): TenantId => {
    const tenant = deps.tenant();
    if (tenant === undefined) throw new NotConnected();
    return tenant;
  };

  const openNeighbour = async (steps: number): Promise<void> => {
    const uri = activeGoalUri();
    if (uri !== undefined) await (await editors.get()).walk(uri, steps);
  };
  let reopening: Promise<void> | undefined;
  // A second one beside it would close, with what was typed, the tab that has come in its place.
  const reopenOnce = (): Promise<void> =>
    (reopening ??= reopenActive().finally(() => {
      reopening = undefined;
    }));
  const goToProblem = async (step: 'next' | 'previous'): Promise<void> =>
    (await active())?.tell({ type: 'goToProblem', step });

  return {
    commands: {
      saveGoal: async () => (await active())?.publish(),
      saveAndCloseGoal: async () => {
        const uri = activeGoalUri();
        if (uri !== undefined) await (await editors.get()).saveAndClose(uri);
      },
      previousGoal: () => openNeighbour(-1),
      nextGoal: () => openNeighbour(1),
      previousProblem: () => goToProblem('previous'),
      nextProblem: () => goToProblem('next'),
      reopenGoal: async () => {
        const document = await active();
        // A form that is only slow is not cut off: to close it would discard its draft.
        if (document === undefined) await reopenOnce();
        else document.pushState();
      },
    },
    openGoal: async ({ Gsid, Name }, options = {}) => {
      const address = { tenant: connected(), id: Gsid, isNew: false, name: Name, preset: {} };
      const uri = await showGoal(address, { viewColumn: options.viewColumn });
      if (options.focus === 'addMetric') (await editors.get()).document(uri)?.tell({ type: 'enterMetric' });
    },
    newGoal: async (preset = {}) =>
      (await editors.get()).openNew(addressOfNewGoal(connected(), randomUUID(), preset, newGoalName())),
    openAt: async (address) => void (await showGoal(address)),
    discard: async (draft) => {
      const open = tabOfGoal(draft);
      const isLoaded = open !== undefined && (await opened())?.document(open.uri) !== undefined;
      // A tab that was restored and not looked at yet: VS Code knows of its edits, and only its form can end them.
      if (open?.tab.isDirty === true && !isLoaded) await openInEditor(open.uri, open.tab.group.viewColumn);
      const documents = (await opened())?.keeping(draft) ?? [];
      for (const document of documents) await document.discard();
      return documents.length > 0;
    },
    openForm: async (goal) => {
      const uri = tabOfGoal(goal)?.uri;
      const all = await opened();
      const document = all?.keeping(goal)[0] ?? (uri && all?.document(uri));
      return document && openFormOf(document);
    },
    dispose: async () => {
      registration.dispose();
      ahead.dispose();
      edits.dispose();
      editors.dispose();
    },
  };
};

const openFormOf = (document: GoalDocument): OpenForm => ({
  isUntouched: document.isUntouched,
  edit: (field, value) => void document.session.edit(field, value),
  show: (draft) => showVersions(document.session, draft),
  save: async () => {
    await document.publish();
    return document.session.isSent;
  },
});

const providerOf = (
  loadEditors: () => Promise<GoalEditors>,
  edits: vscode.Event<vscode.CustomDocumentEditEvent<GoalDocument>>,
): vscode.CustomEditorProvider<GoalDocument> => ({
  onDidChangeCustomDocument: edits,
  openCustomDocument: async (uri, { backupId }) => (await loadEditors()).open(uri, backupId !== undefined),
  resolveCustomEditor: (document, panel) => document.show(panel),
  saveCustomDocument: (document) => document.save(),
  saveCustomDocumentAs: () =>
    Promise.reject(new Error(l10n.t('A goal is stored in Gainsight and cannot be saved as a file.'))),
  revertCustomDocument: (document) => document.revert(),
  // The draft on disk is the backup, and it is there already.
  backupCustomDocument: async (document) => ({ id: document.uri.toString(), delete: () => undefined }),
});
