import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import type { StatusNote } from '../description/statusNotes.ts';
import { asPlainText, explainInOne } from '../explain.ts';
import { today } from '../model/dueDate.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { NotPutBack } from '../model/sendUpdate.ts';
import type { TenantId } from '../model/tenant.ts';
import { logUpdate, NoteUnseen } from './logUpdate.ts';

export type LogUpdateDeps = {
  readonly store: Pick<GoalStore, 'fetchGoal' | 'updateGoal'>;
  readonly tenant: () => TenantId | undefined;
  /** As a person gave it in the settings, '' where they did not. */
  readonly yourName: () => string;
  readonly keepYourName: (name: string) => Thenable<void>;
  readonly openGoal: (goal: Goal) => Promise<void>;
};

/** Asks for one line, and adds it to the goal's description. */
export const askAndLog = async (deps: LogUpdateDeps, goal: Goal): Promise<void> => {
  const tenant = deps.tenant();
  const name = await nameOf(deps);
  if (name === undefined || tenant === undefined) return;
  const text = await vscode.window.showInputBox({
    title: l10n.t('Log Update: {0}', asPlainText(goal.Name)),
    prompt: l10n.t('Adds this line to the description of the goal, with today’s date and your name'),
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === '' ? l10n.t('Enter an update.') : undefined),
  });
  if (text !== undefined)
    await log({ ...deps, expected: tenant }, goal, { date: today(new Date()), name, text }, false);
};

/** Asked for once. The key is a tenant's, and says nothing of who a person is. */
const nameOf = async ({ yourName, keepYourName }: LogUpdateDeps): Promise<string | undefined> => {
  const known = yourName().trim();
  if (known !== '') return known;
  const name = await vscode.window.showInputBox({
    title: l10n.t('Your Name'),
    prompt: l10n.t('Enter your name as it should appear in updates. You can change it in the settings.'),
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === '' ? l10n.t('Enter your name.') : undefined),
  });
  if (name === undefined) return undefined;
  await keepYourName(name.trim());
  return name.trim();
};

type Deps = LogUpdateDeps & { readonly expected: TenantId };

const log = async (deps: Deps, goal: Goal, note: StatusNote, isAgain: boolean): Promise<void> => {
  const name = asPlainText(goal.Name);
  try {
    // Another tenant may have a goal of this id.
    if (deps.tenant() !== deps.expected) throw new NotConnected();
    const location = { viewId: 'customerGoals.goals' };
    const mismatches = await vscode.window.withProgress({ location }, () =>
      logUpdate(deps.store, goal.Gsid, note, { isAgain, settled: soon }),
    );
    if (mismatches.length > 0) return offerLook(deps, goal);
    void vscode.window.setStatusBarMessage(`$(check) ${l10n.t('The update of “{0}” was saved.', name)}`, 8000);
  } catch (error) {
    await offerAgain(deps, goal, note, error);
  }
};

/** Nobody's update is on its way for longer, for the most part. */
const settleMs = 2000;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, settleMs));

const offerAgain = async (deps: Deps, goal: Goal, note: StatusNote, error: unknown): Promise<void> => {
  const [again, copy] = [l10n.t('Try Again'), l10n.t('Copy Update')];
  const text = failureText(asPlainText(goal.Name), error);
  const chosen = await vscode.window.showWarningMessage(text, again, copy);
  if (chosen === again) return log(deps, goal, note, true);
  if (chosen === copy) await vscode.env.clipboard.writeText(note.text);
};

const failureText = (name: string, error: unknown): string => {
  if (error instanceof NoteUnseen)
    return l10n.t(
      'The update of “{0}” was not saved, because it would not be visible at the end of the description. Open the goal to fix the description.',
      name,
    );
  // Stored, and a colleague's change is to be put back.
  if (error instanceof NotPutBack) return l10n.t('The update of “{0}” was saved. {1}', name, explainInOne(error));
  return error instanceof ApiError && error.outcome === 'unknown'
    ? l10n.t('The update of “{0}” may not have been saved. {1}', name, explainInOne(error))
    : l10n.t('The update of “{0}” was not saved. {1}', name, explainInOne(error));
};

const offerLook = async ({ openGoal }: Deps, goal: Goal): Promise<void> => {
  const open = l10n.t('Open Goal');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('The update of “{0}” was saved, but Gainsight stored some of it differently.', asPlainText(goal.Name)),
    open,
  );
  if (chosen === open) await openGoal(goal);
};
