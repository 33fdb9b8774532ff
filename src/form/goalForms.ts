import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { NotConnected } from '../model/goalStore.ts';
import type { GoalDocument } from './goalDocument.ts';
import type { GoalEditors } from './goalEditors.ts';
import type { GoalFormDeps } from './goalFormDeps.ts';
import { addressOfGoal, addressOfNewGoal, type GoalPlace, type GoalPreset } from './goalPlace.ts';
import {
  activeGoalUri,
  goalUri,
  openInEditor,
  reopenActive,
  reopenCommand,
  tabOfGoal,
  viewType,
  type GoalKey,
} from './goalTabs.ts';

export type GoalForms = {
  /** Shows the goal's form, the one that is open if there is one. */
  openGoal(goal: Pick<Goal, 'Gsid' | 'Name'>, options?: { readonly focus?: 'addMetric' }): Promise<void>;
  newGoal(preset?: GoalPreset): Promise<void>;
  /** Shows the form of a goal of whatever tenant, as a draft remembers it. */
  openPlace(place: GoalPlace): Promise<void>;
  /** If the goal's form is open, shows there what the tenant holds, as the form's own 'Discard Draft' does. */
  discard(goal: GoalKey): Promise<void>;
  /** Sends the goal whose form is active. */
  saveActive(): Promise<void>;
  dispose(): Promise<void>;
};

/** Registers the form with VS Code; what makes it work is loaded with the first goal that is opened. */
export const registerGoalForms = (deps: GoalFormDeps): GoalForms => {
  const edits = new vscode.EventEmitter<vscode.CustomDocumentEditEvent<GoalDocument>>();
  let editors: Promise<GoalEditors> | undefined;
  const loaded = (): Promise<GoalEditors> => {
    editors ??= import('./goalEditors.ts').then(
      (module) => new module.GoalEditors(deps, (document, step) => edits.fire({ document, ...step })),
    );
    return editors;
  };
  const registration = vscode.window.registerCustomEditorProvider(viewType, providerOf(loaded, edits.event), {
    supportsMultipleEditorsPerDocument: false,
  });
  const reopening = vscode.commands.registerCommand(reopenCommand, async () => {
    const uri = activeGoalUri();
    const document = uri && (await loaded()).document(uri);
    // A form that is only slow is not cut off: to close it would discard its draft.
    if (document === undefined) await reopenActive();
    else document.pushState();
  });
  const connected = (): string => {
    const tenant = deps.tenant();
    if (tenant === undefined) throw new NotConnected();
    return tenant;
  };

  return {
    openGoal: async ({ Gsid, Name }, options = {}) => {
      const uri = await show({ tenant: connected(), id: Gsid, isNew: false, name: Name, preset: {} });
      if (options.focus === 'addMetric') (await loaded()).document(uri)?.tell({ type: 'enterMetric' });
    },
    newGoal: (preset = {}) => openInEditor(goalUri(addressOfNewGoal(connected(), randomUUID(), preset))),
    openPlace: async (place) => void (await show(place)),
    discard: async (goal) => {
      const open = tabOfGoal(goal);
      if (open !== undefined) await (await editors)?.document(open.uri)?.discard();
    },
    saveActive: async () => {
      const uri = activeGoalUri();
      if (uri !== undefined) await (await loaded()).document(uri)?.publish();
    },
    dispose: async () => {
      registration.dispose();
      reopening.dispose();
      edits.dispose();
      (await editors)?.dispose();
    },
  };
};

/** In the tab that has it already, if there is one. */
const show = async (place: GoalPlace): Promise<vscode.Uri> => {
  const { tenant, id, isNew, name, preset } = place;
  const open = tabOfGoal(place);
  const address = isNew ? addressOfNewGoal(tenant, id, preset) : addressOfGoal(tenant, id, name);
  const uri = open?.uri ?? goalUri(address);
  await openInEditor(uri, open?.tab.group.viewColumn);
  return uri;
};

const providerOf = (
  loaded: () => Promise<GoalEditors>,
  edits: vscode.Event<vscode.CustomDocumentEditEvent<GoalDocument>>,
): vscode.CustomEditorProvider<GoalDocument> => ({
  onDidChangeCustomDocument: edits,
  openCustomDocument: async (uri) => (await loaded()).open(uri),
  resolveCustomEditor: (document, panel) => document.show(panel),
  saveCustomDocument: (document) => document.save(),
  saveCustomDocumentAs: () => Promise.reject(new Error('A goal is kept in its tenant; it is no file.')),
  revertCustomDocument: async (document) => document.revert(),
  // The draft on disk is the backup, and it is there already.
  backupCustomDocument: async (document) => ({ id: document.uri.toString(), delete: () => undefined }),
});
