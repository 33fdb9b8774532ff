import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { QueryContext } from '../model/query/context.ts';
import type { Arrangement } from '../model/query/arrangement.ts';
import type { Query } from '../model/query/query.ts';
import type { LiveRows } from '../model/views/liveRows.ts';
import { PickRows } from '../pickRows.ts';
import { filterItems, isSameItem, type FilterItem } from './filterItems.ts';

type FilterBoxDeps = {
  readonly rows: Pick<LiveRows, 'rows' | 'ready' | 'onDidChange'>;
  readonly context: () => QueryContext;
  /** The order in which goals are shown. */
  readonly order: () => Pick<Arrangement, 'sort' | 'isDown'>;
};

/** What a person chose: a query, and maybe one of the goals that it finds. */
export type Filtered = { readonly query: Query; readonly goalId?: string };

type Item = vscode.QuickPickItem & { readonly of?: FilterItem };

const icons: Readonly<Record<FilterItem['kind'], string>> = {
  apply: 'check',
  completion: 'symbol-field',
  repair: 'lightbulb',
  looser: 'filter',
  goal: 'target',
  error: 'error',
};

const typingMs = 30;

/** The box in which goals are filtered. Of these, one is open at a time. */
export class FilterBox implements vscode.Disposable {
  readonly #deps: FilterBoxDeps;
  #pick: vscode.QuickPick<Item> | undefined;
  #rows: PickRows<Item> | undefined;

  constructor(deps: FilterBoxDeps) {
    this.#deps = deps;
  }

  dispose(): void {
    this.#pick?.dispose();
  }

  /**
   * What a person chose; undefined when they left, or the token was cancelled.
   * @param text what is in the box at first
   */
  ask(text: string, token: vscode.CancellationToken): Promise<Filtered | undefined> {
    return new Promise((resolve) => {
      const pick = vscode.window.createQuickPick<Item>();
      this.#pick = pick;
      this.#rows = new PickRows<Item>(pick, ({ of }, { of: other }) => of !== undefined && isSameItem(of, other));
      this.#shownFor = undefined;
      // The order says what is likeliest. Not in the API's types, and there in all versions.
      Object.assign(pick, { sortByLabel: false, matchOnLabel: false });
      pick.title = l10n.t('Filter Goals');
      pick.placeholder = l10n.t('For example, status:open due:<+30d, or words from a name');
      pick.value = text === '' ? '' : `${text} `;
      let typing: ReturnType<typeof setTimeout> | undefined;
      const subscription = this.#deps.rows.onDidChange(() => this.#show());
      const ending = token.onCancellationRequested(() => pick.hide());
      pick.onDidChangeValue(() => {
        clearTimeout(typing);
        typing = setTimeout(() => this.#show(), typingMs);
      });
      pick.onDidAccept(() => {
        // What was typed last counts, not what was listed for what stood there before.
        const active = this.#shownFor === pick.value ? this.#rows?.active?.of : undefined;
        const chosen = active ?? this.#items(pick.value)[0];
        if (chosen?.kind === 'apply' || chosen?.kind === 'goal') {
          resolve(chosen);
          pick.hide();
        } else if (chosen !== undefined) this.#put(chosen);
      });
      pick.onDidHide(() => {
        clearTimeout(typing);
        subscription.dispose();
        ending.dispose();
        pick.dispose();
        if (this.#pick === pick) this.#pick = undefined;
        setFiltering(false);
        resolve(undefined);
      });
      pick.show();
      setFiltering(true);
      void this.#showReady(pick);
    });
  }

  async #showReady(pick: vscode.QuickPick<Item>): Promise<void> {
    pick.busy = true;
    await this.#deps.rows.ready();
    pick.busy = false;
    this.#show();
  }

  /** Puts the completion that is active into the box, or the first one. */
  complete(): void {
    const pick = this.#pick;
    if (pick === undefined) return;
    if (this.#shownFor !== pick.value) this.#show();
    const active = this.#rows?.active;
    const chosen = isText(active?.of) ? active : pick.items.find(({ of }) => isText(of));
    if (chosen?.of !== undefined) this.#put(chosen.of);
  }

  #put(item: FilterItem): void {
    if (this.#pick === undefined || !('text' in item)) return;
    this.#pick.value = item.text;
    this.#show();
  }

  #shownFor: string | undefined;

  #items(text: string): readonly FilterItem[] {
    const { rows } = this.#deps.rows;
    return rows === undefined ? [] : filterItems(text, rows, this.#deps.context(), this.#deps.order());
  }

  #show(): void {
    const pick = this.#pick;
    if (pick === undefined) return;
    const text = pick.value;
    const items = this.#items(text).flatMap((of, at, all) =>
      of.kind === 'goal' && all[at - 1]?.kind !== 'goal' ? [goalsBelow(), itemOf(of)] : [itemOf(of)],
    );
    this.#rows?.give(items, { isTyped: this.#shownFor !== text });
    this.#shownFor = text;
  }
}

const itemOf = (of: FilterItem): Item => ({
  label: of.label,
  description: of.description,
  iconPath: new vscode.ThemeIcon(icons[of.kind]),
  alwaysShow: true,
  of,
});

const goalsBelow = (): Item => ({ kind: vscode.QuickPickItemKind.Separator, label: l10n.t('Goals') });

const isText = (item: FilterItem | undefined): boolean => item?.kind === 'completion' || item?.kind === 'repair';

const setFiltering = (isOpen: boolean): void =>
  void vscode.commands.executeCommand('setContext', 'customerGoals.isFiltering', isOpen);
