import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asPlainText } from '../explain.ts';
import { today } from '../model/dueDate.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { Intent } from '../plan/intent.ts';
import { goalFieldLabel } from '../words/fieldLabels.ts';
import { listText } from '../words/lists.ts';
import { phrase } from '../words/phrase.ts';
import type { CsvBroken } from '../csv/readCsv.ts';

type Store = Pick<GoalStore, 'goal' | 'companies' | 'company' | 'owners' | 'templates'>;

/** Reads a date as people type it. @returns `yyyy-mm-dd` */
export type TypedDate = (typed: string, today: string, language: string) => string | undefined;

export type ImportDeps = { readonly store: Store; readonly typedDate: () => Promise<TypedDate> };

/** Larger files are no lists of goals, in bytes. */
const mostBytes = 20_000_000;

/** Makes a plan of a CSV file that the person names. A file that is broken anywhere changes nothing. */
export const importGoals = async (
  deps: ImportDeps,
  plan: (intents: readonly Intent[]) => Promise<void>,
): Promise<void> => {
  const [uri] =
    (await vscode.window.showOpenDialog({
      filters: { CSV: ['csv', 'tsv', 'txt'] },
      openLabel: l10n.t('Import'),
      title: l10n.t('Import Goals from CSV'),
    })) ?? [];
  if (uri === undefined) return;
  const { size } = await vscode.workspace.fs.stat(uri);
  const read = size > mostBytes ? l10n.t('The file is too large.') : await intentsOf(uri, deps);
  if (typeof read === 'string') {
    void vscode.window.showErrorMessage(l10n.t('Nothing was imported. {0}', read));
    return;
  }
  if (read.ignored.length > 0 && !(await isAgreed(read.ignored))) return;
  await plan(read.intents);
};

type Read = { readonly intents: readonly Intent[]; readonly ignored: readonly string[] };

/** @returns why there are none, in a sentence */
const intentsOf = async (uri: vscode.Uri, { store, typedDate: load }: ImportDeps): Promise<Read | string> => {
  const { CsvBroken: Broken, readCsv, textOfBytes } = await import('../csv/readCsv.ts');
  const { columnOf, csvIntents, meaningOf } = await import('../csv/csvIntents.ts');
  const typedDate = await load();
  try {
    const text = textOfBytes(await vscode.workspace.fs.readFile(uri));
    const file = readCsv(text, meaningOf);
    if (file.headers.every((header) => columnOf(header) === undefined)) return noColumn();
    if (file.records.length === 0) return l10n.t('The file has no rows.');
    const nameOf = await namesOf(store);
    const intents = csvIntents(file, {
      file: uri.toString(),
      dateOf: (date) => typedDate(date, today(new Date()), vscode.env.language),
      goal: (goalId) => store.goal(goalId),
      nameOf,
      mismatch: (field) => l10n.t('The ID and the name do not match: {0}.', goalFieldLabel(field)),
    });
    return { intents, ignored: file.headers.filter((header) => columnOf(header) === undefined) };
  } catch (error) {
    if (error instanceof Broken) return brokenText(error);
    throw error;
  }
};

const namesOf = async (store: Store): Promise<(field: GoalField, id: string) => string | undefined> => {
  const owners = new Map(store.owners().map(({ id, name }) => [id, name]));
  const templates = new Map((await store.templates()).map(({ id, name }) => [id, name]));
  return (field, id) => {
    if (field === 'CompanyId') return store.company(id)?.name;
    return field === 'OwnerId' ? owners.get(id) : templates.get(id);
  };
};

const noColumn = (): string =>
  l10n.t(
    'None of its columns is known. The first line has to name them, for example: {0}.',
    'Name, Company, Status, Owner, Target Date',
  );

const brokenText = ({ code, line, columns }: CsvBroken): string => {
  const names = columns.map((name) => asPlainText(name));
  switch (code) {
    case 'quotes':
      return phrase(l10n.t('Line {0}: a quotation mark is not closed.'), line);
    case 'twoHeaders':
      return phrase(l10n.t('Line {0}: two columns are named “{1}”.'), line, ...names);
    case 'sameMeaning':
      return phrase(l10n.t('Line {0}: the columns “{1}” and “{2}” mean the same. Remove one of them.'), line, ...names);
    case 'noHeader':
      return phrase(l10n.t('Line {0} has a value in a column without a name.'), line);
    case 'tooManyCells':
      return phrase(l10n.t('Line {0} has more values than there are columns.'), line);
    case 'empty':
      return l10n.t('The file is empty.');
  }
};

const isAgreed = async (ignored: readonly string[]): Promise<boolean> => {
  const yes = l10n.t('Import');
  const question = phrase(
    l10n.t(
      '{0, plural, one {Import without # column that is not known?} other {Import without # columns that are not known?}}',
    ),
    ignored.length,
  );
  const detail = listText(ignored.slice(0, 20));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
};
