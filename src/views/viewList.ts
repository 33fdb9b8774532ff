import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TenantId } from '../model/tenant.ts';
import type { KeptValue } from '../model/views/keptValue.ts';
import type { OwnView } from '../model/views/ownViews.ts';
import type { Shown } from '../model/views/shown.ts';
import { isStandardView, standardView, standardViewIds } from '../model/views/standardViews.ts';
import type { ViewCounts } from '../model/views/viewCounts.ts';
import { standardViewName, viewRow } from './viewText.ts';

/** A row of the list. */
export type ViewNode = { readonly viewId: string };

type ViewListDeps = {
  readonly own: KeptValue<readonly OwnView[]>;
  readonly tenant: () => TenantId | undefined;
  readonly counts: ViewCounts;
  /** The view that the goals tree shows. */
  readonly shownId: () => string | undefined;
};

/** The views of the connected tenant: those that everybody has, and then the person's own. */
export class ViewList implements vscode.TreeDataProvider<ViewNode>, vscode.Disposable {
  readonly #deps: ViewListDeps;
  readonly #nodes = new Map<string, ViewNode>();
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(deps: ViewListDeps) {
    this.#deps = deps;
  }

  dispose(): void {
    this.#changes.dispose();
  }

  redraw(): void {
    this.#changes.fire(undefined);
  }

  get own(): readonly OwnView[] {
    return this.#deps.own.of(this.#deps.tenant());
  }

  /** What the view of this id shows; undefined where there is none. */
  shownBy(id: string): Shown | undefined {
    if (isStandardView(id)) return standardView(id);
    const view = this.own.find((each) => each.id === id);
    return view && { ...view.shown, view: id };
  }

  /** In the order of the list. */
  get all(): readonly { readonly name: string; readonly shown: Shown }[] {
    const standard = standardViewIds.map((id) => ({ name: standardViewName(id), shown: standardView(id) }));
    return [...standard, ...this.own.map(({ name, shown }) => ({ name, shown }))];
  }

  nameOf(id: string): string | undefined {
    return isStandardView(id) ? standardViewName(id) : this.own.find((each) => each.id === id)?.name;
  }

  /** The id of the view of a row that a command was run from, or that is named by its id. */
  idOf(row: unknown): string | undefined {
    if (typeof row === 'string') return row;
    return [...this.#nodes].find(([, node]) => node === row)?.[0];
  }

  getChildren(parent?: ViewNode): ViewNode[] {
    if (parent !== undefined || this.#deps.tenant() === undefined) return [];
    return [...standardViewIds, ...this.own.map(({ id }) => id)].map((id) => this.nodeOf(id));
  }

  /** Of a list without levels. */
  getParent(): undefined {
    return undefined;
  }

  nodeOf(viewId: string): ViewNode {
    const node = this.#nodes.get(viewId) ?? { viewId };
    this.#nodes.set(viewId, node);
    return node;
  }

  getTreeItem({ viewId }: ViewNode): vscode.TreeItem {
    const isShown = this.#deps.shownId() === viewId;
    const counts = this.#deps.counts.of(viewId);
    const { label, description, spoken } = viewRow(this.nameOf(viewId) ?? '', counts, isShown);
    const item = new vscode.TreeItem(label);
    item.id = viewId;
    item.description = description;
    item.iconPath = iconOf(isShown, viewId === 'myOverdue' && (counts?.goals ?? 0) > 0);
    item.contextValue = isStandardView(viewId) ? 'view' : 'ownView';
    item.accessibilityInformation = { label: spoken };
    item.command = { command: 'customerGoals.showView', title: l10n.t('Show'), arguments: [viewId] };
    return item;
  }
}

const iconOf = (isShown: boolean, isLate: boolean): vscode.ThemeIcon => {
  const color = isLate ? new vscode.ThemeColor('list.warningForeground') : undefined;
  return new vscode.ThemeIcon(isShown ? 'circle-filled' : isLate ? 'warning' : 'blank', color);
};
