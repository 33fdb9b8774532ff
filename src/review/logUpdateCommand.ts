import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import type { StatusNote } from '../description/statusNotes.ts';
import { asPlainText, explainInOne } from '../explain.ts';
import { today } from '../model/dueDate.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import { logUpdate, NoteUnseen, TheirsOwed, type LogStore } from './logUpdate.ts';
import { updateSavedText } from './updateSavedText.ts';

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
  if (text !== undefined) await log({ ...deps, expected: tenant }, goal, { date: today(new Date()), name, text });
};

/** Asked for once. The key is a tenant's, and says nothing of who a person is. */
export const nameOf = async ({
  yourName,
  keepYourName,
}: Pick<LogUpdateDeps, 'yourName' | 'keepYourName'>): Promise<string | undefined> => {
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

/** What a try has left behind. */
type Left = { readonly mayBeSaved: boolean; readonly owed?: TheirsOwed };

const log = async (deps: Deps, goal: Goal, note: StatusNote, left?: Left): Promise<void> => {
  const owed = left?.owed;
  try {
    const location = { viewId: 'customerGoals.goals' };
    const mismatches = await vscode.window.withProgress({ location }, () =>
      logUpdate(storeOf(deps), goal.Gsid, note, {
        isAgain: left !== undefined,
        ...(owed && { owed }),
        beforeRead: soon,
      }),
    );
    if (mismatches.length > 0) return offerToOpen(deps, goal);
    void vscode.window.setStatusBarMessage(`$(check) ${updateSavedText(goal)}`, 8000);
  } catch (error) {
    await offerAgain(deps, goal, note, { error, ...leftBy(error, left) });
  }
};

/** Between two requests the tenant may change, and another tenant may have a goal of this id. */
const storeOf = ({ store, tenant, expected }: Deps): LogStore => {
  const check = (): void => {
    if (tenant() !== expected) throw new NotConnected();
  };
  return {
    fetchGoal: async (...args) => {
      check();
      return store.fetchGoal(...args);
    },
    updateGoal: async (...args) => {
      check();
      return store.updateGoal(...args);
    },
  };
};

const leftBy = (error: unknown, before: Left | undefined): Left => {
  if (error instanceof TheirsOwed) return { mayBeSaved: true, owed: error };
  const outcome = error instanceof ApiError ? error.outcome : undefined;
  return { mayBeSaved: outcome === undefined ? before?.mayBeSaved === true : outcome === 'unknown' };
};

/** Nobody's update is on its way for longer, for the most part. */
const indexingMs = 2000;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, indexingMs));

type Failed = Left & { readonly error: unknown };

const offerAgain = async (deps: Deps, goal: Goal, note: StatusNote, failed: Failed): Promise<void> => {
  const [again, copy] = [l10n.t('Try Again'), l10n.t('Copy Update')];
  const text = failureText(asPlainText(goal.Name), failed);
  const chosen = await vscode.window.showWarningMessage(text, again, copy);
  if (chosen === again) return log(deps, goal, note, failed);
  if (chosen === copy) await vscode.env.clipboard.writeText(note.text);
};

const failureText = (name: string, { error, mayBeSaved, owed }: Failed): string => {
  if (error instanceof NoteUnseen)
    return l10n.t(
      'The update of “{0}” was not saved, because it would not be visible at the end of the description. Open the goal to fix the description.',
      name,
    );
  // Stored, and a colleague's change is to be put back.
  if (owed !== undefined) return l10n.t('The update of “{0}” was saved. {1}', name, explainInOne(error));
  return mayBeSaved
    ? l10n.t('The update of “{0}” may not have been saved. {1}', name, explainInOne(error))
    : l10n.t('The update of “{0}” was not saved. {1}', name, explainInOne(error));
};

const offerToOpen = async ({ openGoal }: Deps, goal: Goal): Promise<void> => {
  const open = l10n.t('Open Goal');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('The update of “{0}” was saved, but Gainsight stored some of it differently.', asPlainText(goal.Name)),
    open,
  );
  if (chosen === open) await openGoal(goal);
};
