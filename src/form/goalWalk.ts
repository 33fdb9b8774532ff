import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalStore } from '../model/goalStore.ts';
import { showGoal, tabOf, tabOfGoal } from './goalTabs.ts';
import { goalBeside, type NoGoalBeside } from '../editing/goalBeside.ts';
import type { TenantId } from '../model/tenant.ts';
import type { GoalSession } from '../editing/goalSession.ts';
import type { ToPage, ViewState } from './protocol.ts';

type OpenForm = {
  readonly uri: vscode.Uri;
  readonly session: GoalSession;
  readonly viewState: ViewState | undefined;
  /** Whether closing its tab would leave nothing behind. */
  readonly isUntouched: boolean;
  tell(message: ToPage): void;
};

type GoalWalkDeps = {
  readonly store: Pick<GoalStore, 'goal' | 'goalsOf'>;
  readonly document: (uri: vscode.Uri) => OpenForm | undefined;
  /** Where a person is to be in a form that opens next. */
  readonly begin: (uri: vscode.Uri, viewState: ViewState) => void;
  /** What a person calls a tenant. */
  readonly labelOf: (tenant: TenantId) => string;
};

/** A goal at which a person rests for so long, in milliseconds, is read; one that they only pass by is not. */
const restMs = 150;

/** From goal to goal of a company. A tab that was only passed through goes, unless it holds what was not sent. */
export class GoalWalk {
  readonly #deps: GoalWalkDeps;
  readonly #passing = new Set<string>();
  /** The goal that is being walked to. */
  #next: string | undefined;
  /** What was asked for while a form was opening: a key that is held down skips goals instead of opening them all. */
  #steps = 0;
  #isWalking = false;

  constructor(deps: GoalWalkDeps) {
    this.#deps = deps;
  }

  /** When a form that is being opened may read its goal. */
  rested(uri: vscode.Uri): Promise<void> | undefined {
    if (uri.toString() !== this.#next) return undefined;
    return new Promise((resolve) => void setTimeout(resolve, restMs));
  }

  /** The form is closed. */
  forget(uri: vscode.Uri): void {
    this.#passing.delete(uri.toString());
  }

  async walk(from: vscode.Uri, steps: number): Promise<void> {
    this.#steps += steps;
    if (this.#isWalking) return;
    this.#isWalking = true;
    try {
      let here: vscode.Uri | undefined = from;
      while (this.#steps !== 0 && here !== undefined) {
        const due = this.#steps;
        this.#steps = 0;
        here = await this.#go(here, due);
      }
    } finally {
      this.#steps = 0;
      this.#isWalking = false;
    }
  }

  async #go(from: vscode.Uri, steps: number): Promise<vscode.Uri | undefined> {
    const document = this.#deps.document(from);
    if (document === undefined) return undefined;
    const { session } = document;
    const found = goalBeside(session, this.#deps.store, steps);
    if ('why' in found) {
      document.tell({ type: 'say', text: textOf(found.why, this.#deps.labelOf(session.address.tenant)) });
      return undefined;
    }
    const { Gsid, Name } = found.goal;
    const address = { tenant: session.address.tenant, id: Gsid, isNew: false, name: Name, preset: {} };
    const isOpen = tabOfGoal(address) !== undefined;
    const to = await showGoal(address, {
      viewColumn: tabOf(from)?.group.viewColumn,
      opening: (uri) => {
        this.#next = uri.toString();
        if (document.viewState !== undefined && !isOpen) this.#deps.begin(uri, document.viewState);
      },
    }).finally(() => {
      this.#next = undefined;
    });
    if (this.#passing.delete(from.toString())) await leave(document);
    if (!isOpen) this.#passing.add(to.toString());
    return to;
  }
}

const textOf = (why: NoGoalBeside, where: string): string => {
  switch (why) {
    case 'offline':
      return l10n.t('Connect to {0} to move between its goals.', where);
    case 'only':
      return l10n.t('The company has no other goals.');
    case 'first':
      return l10n.t('This is the company’s first goal.');
    case 'last':
      return l10n.t('This is the company’s last goal.');
    default:
      return why satisfies never;
  }
};

const leave = async ({ uri, isUntouched }: OpenForm): Promise<void> => {
  const tab = tabOf(uri);
  if (tab !== undefined && !tab.isDirty && isUntouched) await vscode.window.tabGroups.close(tab, true);
};
