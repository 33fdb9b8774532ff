import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListedDraft } from '../editing/draft.ts';
import type { DraftSaver, SaveResult } from '../editing/draftSaver.ts';
import type { GoalAddress } from '../editing/goalAddress.ts';
import { asPlainText, explainInOne, explainProblems, explainSavedOtherwise } from '../explain.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { namesOfIds } from '../editing/namesOfIds.ts';
import type { TenantId } from '../model/tenant.ts';
import { phrase } from '../words/phrase.ts';
import { draftAddress } from './draftAddress.ts';
import type { DraftList } from './draftList.ts';
import { draftName } from './draftRow.ts';

export type SaveDraftsDeps = {
  readonly list: Pick<DraftList, 'drafts' | 'refresh'>;
  readonly saver: Pick<DraftSaver, 'save'>;
  /** Has the names for what the tenant holds otherwise. */
  readonly store: Pick<GoalStore, 'companies' | 'owners' | 'templates'>;
  readonly tenant: () => TenantId | undefined;
  readonly openAt: (address: GoalAddress) => Promise<void>;
  /** A row says something else now. */
  readonly redraw: () => void;
};

type NotSaved = Exclude<SaveResult, { readonly kind: 'saved' }>;

/** Saves drafts from their list, and remembers why one could not be saved for as long as it stays as it is. */
export class DraftSaves {
  readonly #deps: SaveDraftsDeps;
  /** By draft; what was typed then, since the reason holds no longer than that. */
  readonly #failed = new Map<string, { readonly typed: string; readonly reason: string }>();
  /** One save of each at a time: a second press joins. */
  readonly #running = new Map<string, Promise<SaveResult>>();

  constructor(deps: SaveDraftsDeps) {
    this.#deps = deps;
  }

  /** Why the draft could not be saved when that was tried last; undefined where it was not tried, or changed since. */
  failureOf(listed: ListedDraft): string | undefined {
    const failed = this.#failed.get(keyOf(listed));
    return failed?.typed === typedIn(listed) ? failed.reason : undefined;
  }

  async save(listed: ListedDraft): Promise<void> {
    const result = await withProgress(() => this.#save(listed));
    const otherwise = await this.#otherwiseText(listed, result);
    if (otherwise !== undefined) void vscode.window.showWarningMessage(otherwise);
    if (result.kind === 'saved') return;
    if (result.kind === 'seeForm') return this.#deps.openAt(draftAddress(listed));
    const open = l10n.t('Open Draft');
    const name = asPlainText(draftName(listed));
    const chosen = await vscode.window.showWarningMessage(
      result.kind === 'metricLeft' ? reasonOf(result) : l10n.t('“{0}” was not saved. {1}', name, reasonOf(result)),
      open,
    );
    if (chosen === open) await this.#deps.openAt(draftAddress(listed));
  }

  /** Saves those of the connected tenant, one after another; what could not be saved stays a draft, and its row says why. */
  async saveAll(): Promise<void> {
    await this.#deps.list.refresh();
    const mine = this.#deps.list.drafts.filter(({ tenant }) => tenant === this.#deps.tenant());
    if (mine.length === 0) {
      void vscode.window.showInformationMessage(l10n.t('There are no drafts to save for the connected tenant.'));
      return;
    }
    const { left, otherwise } = await this.#saveEach(mine);
    if (otherwise.length > 0) void vscode.window.showWarningMessage(otherwise.join(' '));
    if (left === 0) {
      if (otherwise.length > 0) return;
      const told = mine.length === 1 ? l10n.t('Draft saved.') : l10n.t('All drafts saved.');
      void vscode.window.setStatusBarMessage(`$(check) ${told}`, 5000);
      return;
    }
    const show = l10n.t('Show Drafts');
    const chosen = await vscode.window.showWarningMessage(
      phrase(
        l10n.t(
          '{1, plural, one {# draft could not be saved. The Drafts view shows why.} other {{0} of # drafts could not be saved. The Drafts view shows why.}}',
        ),
        left,
        mine.length,
      ),
      show,
    );
    if (chosen === show) await vscode.commands.executeCommand('customerGoals.drafts.focus');
  }

  /** Returns how many are left, and of those that are not what the tenant holds otherwise. */
  async #saveEach(
    drafts: readonly ListedDraft[],
  ): Promise<{ readonly left: number; readonly otherwise: readonly string[] }> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Saving drafts'),
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (progress, token) => {
      let left = 0;
      const otherwise: string[] = [];
      for (const [number, listed] of drafts.entries()) {
        progress.report({
          message: phrase(l10n.t('{0} of {1}'), number + 1, drafts.length),
          increment: 100 / drafts.length,
        });
        const result = token.isCancellationRequested ? undefined : await this.#save(listed);
        if (result?.kind !== 'saved') left += 1;
        const text = result && (await this.#otherwiseText(listed, result));
        if (text !== undefined) otherwise.push(text);
      }
      return { left, otherwise };
    });
  }

  async #otherwiseText(listed: ListedDraft, result: SaveResult): Promise<string | undefined> {
    if (!('mismatches' in result) || result.mismatches.length === 0) return undefined;
    const { mismatches } = result;
    const fields = mismatches.map(({ field }) => field);
    const text = explainSavedOtherwise(mismatches, await namesOfIds(this.#deps.store, fields));
    return l10n.t('“{0}”: {1}', asPlainText(draftName(listed)), text);
  }

  #save(listed: ListedDraft): Promise<SaveResult> {
    const key = keyOf(listed);
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const save = this.#deps.saver.save(draftAddress(listed)).finally(() => this.#running.delete(key));
    this.#running.set(key, save);
    return save.then((result) => {
      if (result.kind !== 'saved') this.#failed.set(key, { typed: typedIn(listed), reason: reasonOf(result) });
      this.#deps.redraw();
      return result;
    });
  }
}

const keyOf = ({ tenant, id }: ListedDraft): string => `${tenant}\n${id}`;

const typedIn = ({ draft: { mine, unresolved, metric } }: ListedDraft): string =>
  JSON.stringify([mine, unresolved, metric]);

const withProgress = async <T>(work: () => Promise<T>): Promise<T> =>
  vscode.window.withProgress({ location: { viewId: 'customerGoals.drafts' } }, work);

const reasonOf = (result: NotSaved): string => {
  switch (result.kind) {
    case 'problems':
      return explainProblems(result.fields);
    case 'failed':
      return explainInOne(result.error);
    case 'metricLeft':
      return l10n.t('Saved. The new metric has not been added yet.');
    case 'seeForm':
      return l10n.t('Open the goal to see why.');
  }
};
