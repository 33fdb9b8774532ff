import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { NotConnected } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import type { KeptValue } from '../model/views/keptValue.ts';
import {
  added,
  changed,
  exportViews,
  importViews,
  longestName,
  moved,
  removed,
  type OwnView,
} from '../model/views/ownViews.ts';
import type { Shown } from '../model/views/shown.ts';
import type { ShownGoals } from '../model/views/shownGoals.ts';
import { phrase } from '../words/phrase.ts';
import type { ViewList } from './viewList.ts';

/** Asks a person something about the connected tenant: undefined where another is connected before they answered. */
export type Ask = <T>(ask: (token: vscode.CancellationToken) => PromiseLike<T | undefined>) => Promise<T | undefined>;

type ViewCommandsDeps = {
  readonly list: ViewList;
  readonly own: KeptValue<readonly OwnView[]>;
  readonly shown: ShownGoals;
  readonly tenant: () => TenantId | undefined;
  readonly asked: Ask;
  /** Shows something else, and asks for what that needs. */
  readonly show: (shown: Shown) => Promise<void>;
};

/** Saving, naming, ordering and passing on a person's own views. */
export const createViewCommands = ({ list, own, shown, tenant, asked, show }: ViewCommandsDeps) => {
  const connected = (): TenantId => {
    const of = tenant();
    if (of === undefined) throw new NotConnected();
    return of;
  };
  const keep = (change: (views: readonly OwnView[]) => readonly OwnView[]): Promise<void> => {
    const of = connected();
    return own.keep(of, change(own.of(of)));
  };
  const viewOf = (row: unknown): OwnView | undefined => own.of(tenant()).find(({ id }) => id === list.idOf(row));
  const move = async (row: unknown, by: number): Promise<void> => {
    const view = viewOf(row);
    if (view !== undefined) await keep((views) => moved(views, view.id, by));
  };
  /** Saves as a new view and shows it as that, or over the view of this name. */
  const saveAs = async (name: string): Promise<void> => {
    const same = list.own.find((view) => view.name === name);
    const question = l10n.t('Replace the view “{0}”?', name);
    if (same !== undefined && (await asked(() => isAgreed(question, l10n.t('Replace View')))) !== true) return;
    const kept = keep((views) =>
      same === undefined ? added(views, name, shown.shown) : changed(views, same.id, { shown: shown.shown }),
    );
    const saved = same ?? list.own.at(-1);
    if (saved !== undefined) await show({ ...shown.shown, view: saved.id });
    await kept;
  };
  return {
    showView: async (row?: unknown) => {
      const next = list.shownBy(list.idOf(row) ?? '');
      if (next !== undefined) await show(next);
    },
    saveView: async () => {
      connected();
      const { view } = shown.shown;
      const now = view === undefined ? undefined : list.own.find(({ id }) => id === view)?.name;
      const name = await asked((token) => askName(l10n.t('Save View'), now ?? '', token));
      if (name !== undefined) await saveAs(name);
    },
    renameView: async (row?: unknown) => {
      const view = viewOf(row);
      const name = view && (await asked((token) => askName(l10n.t('Rename View'), view.name, token)));
      if (view !== undefined && name !== undefined) await keep((views) => changed(views, view.id, { name }));
    },
    moveViewUp: (row?: unknown) => move(row, -1),
    moveViewDown: (row?: unknown) => move(row, 1),
    removeView: async (row?: unknown) => {
      const view = viewOf(row);
      if (view === undefined) return;
      const question = l10n.t('Remove the view “{0}”?', view.name);
      if ((await asked(() => isAgreed(question, l10n.t('Remove View')))) === true)
        await keep((views) => removed(views, view.id));
    },
    exportViews: async () => {
      const views = own.of(connected());
      if (views.length === 0) {
        void vscode.window.showInformationMessage(l10n.t('You have not saved any views yet.'));
        return;
      }
      await vscode.env.clipboard.writeText(exportViews(views));
      void vscode.window.showInformationMessage(
        phrase(
          l10n.t(
            '{0, plural, one {# view was copied to the clipboard.} other {# views were copied to the clipboard.}}',
          ),
          views.length,
        ),
      );
    },
    importViews: async () => {
      const of = connected();
      const imported = importViews(await vscode.env.clipboard.readText(), own.of(of));
      if (imported === undefined) {
        void vscode.window.showWarningMessage(
          l10n.t('The clipboard has no views. Copy the text of an export first, then import again.'),
        );
        return;
      }
      await own.keep(of, imported.views);
      void vscode.window.showInformationMessage(importedText(imported));
    },
  };
};

const importedText = ({ added: count, unreadable }: { readonly added: number; readonly unreadable: number }): string =>
  unreadable === 0
    ? phrase(l10n.t('{0, plural, one {# view was imported.} other {# views were imported.}}'), count)
    : phrase(
        l10n.t(
          '{0, plural, one {# view was imported.} other {# views were imported.}} {1, plural, one {# could not be read.} other {# could not be read.}}',
        ),
        count,
        unreadable,
      );

const isAgreed = async (question: string, yes: string): Promise<boolean> =>
  (await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes;

const askName = async (title: string, value: string, token: vscode.CancellationToken): Promise<string | undefined> => {
  const options: vscode.InputBoxOptions = {
    title,
    value,
    prompt: l10n.t('Name of the view'),
    validateInput: (text) =>
      text.trim() === ''
        ? l10n.t('Enter a name.')
        : text.trim().length > longestName
          ? phrase(l10n.t('Use {0} characters or fewer.'), longestName)
          : undefined,
  };
  const name = await vscode.window.showInputBox(options, token);
  return name?.trim();
};
