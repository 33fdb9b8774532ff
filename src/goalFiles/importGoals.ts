import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asPlainText } from '../explain.ts';
import type { Goal } from '../api/schema.ts';
import { today } from '../model/dueDate.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { Memory } from '../model/views/keptValue.ts';
import type { Intent } from '../plan/intent.ts';
import { goalFieldLabel } from '../words/fieldLabels.ts';
import { phrase } from '../words/phrase.ts';
import type { CsvBroken } from '../csv/readCsv.ts';
import { ColumnMemory } from './columnMemory.ts';
import { withDetails } from './goalDetails.ts';

type Store = Pick<GoalStore, 'goal' | 'fetchGoal' | 'metrics' | 'companies' | 'company' | 'owners' | 'templates'>;

/** Reads a date as people type it. @returns `yyyy-mm-dd` */
export type TypedDate = (typed: string, today: string, language: string) => string | undefined;

export type ImportDeps = {
  readonly store: Store;
  readonly typedDate: () => Promise<TypedDate>;
  /** What a person chose for the columns of such a file before. */
  readonly memory: Memory;
};

/** Larger files are no lists of goals, in bytes. */
const mostBytes = 20_000_000;

/** Where the goals come from. */
type Source = { readonly uri?: vscode.Uri; readonly bytes: Uint8Array };

/**
 * Makes a plan of a CSV file that the person names, or of what is in the clipboard. A file that is broken anywhere changes nothing.
 * @param check throws where another tenant is connected by now
 */
export const importGoals = async (
  deps: ImportDeps,
  check: () => void,
  plan: (intents: readonly Intent[]) => Promise<void>,
): Promise<void> => {
  const source = await chooseSource();
  if (source === undefined) return;
  const read = source === 'tooLarge' ? l10n.t('The file is too large.') : await intentsOf(source, deps, check);
  if (typeof read === 'string') {
    void vscode.window.showErrorMessage(l10n.t('Nothing was imported. {0}', read));
    return;
  }
  if (read === undefined) return;
  check();
  await plan(read);
};

const chooseSource = async (): Promise<Source | 'tooLarge' | undefined> => {
  const title = l10n.t('Import Goals from CSV');
  const items = [
    { label: l10n.t('From a File…'), iconPath: new vscode.ThemeIcon('file'), from: 'file' },
    {
      label: l10n.t('From the Clipboard'),
      description: l10n.t('Rows copied from a spreadsheet, with the column names'),
      iconPath: new vscode.ThemeIcon('clippy'),
      from: 'clipboard',
    },
  ];
  const from = (await vscode.window.showQuickPick(items, { title }))?.from;
  if (from === undefined) return undefined;
  if (from === 'clipboard') {
    const bytes = new TextEncoder().encode(await vscode.env.clipboard.readText());
    return bytes.length > mostBytes ? 'tooLarge' : { bytes };
  }
  const filters = { CSV: ['csv', 'tsv', 'txt'] };
  const [uri] = (await vscode.window.showOpenDialog({ filters, openLabel: l10n.t('Import'), title })) ?? [];
  if (uri === undefined) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  return size > mostBytes ? 'tooLarge' : { uri, bytes: await vscode.workspace.fs.readFile(uri) };
};

/** @returns why there are none, in a sentence; undefined where the person leaves */
const intentsOf = async (
  { uri, bytes }: Source,
  { store, memory, typedDate: load }: ImportDeps,
  check: () => void,
): Promise<readonly Intent[] | string | undefined> => {
  const { CsvBroken: Broken, headersOf, readCsv, textOfBytes } = await import('../csv/readCsv.ts');
  const { mappedBy, meaningBy, meaningOf } = await import('../csv/csvColumns.ts');
  const { csvIntents, describedIn } = await import('../csv/csvIntents.ts');
  const { chooseColumns } = await import('./chooseColumns.ts');
  const typedDate = await load();
  const columns = new ColumnMemory(memory);
  try {
    const text = textOfBytes(bytes);
    const known = columns.mappingFor(headersOf(text, meaningOf));
    const file = readCsv(text, meaningBy(mappedBy(known)));
    if (file.records.length === 0) return l10n.t('The file has no rows.');
    const mapping = await chooseColumns(file, known);
    if (mapping === undefined) return undefined;
    const columnOf = mappedBy(mapping);
    if (file.headers.every((header) => (columnOf(header) ?? 'ignored') === 'ignored')) return noColumn();
    await columns.remember(file.headers, mapping);
    check();
    const nameOf = await namesOf(store);
    const whole = await wholeGoals(describedIn(file, columnOf), store);
    if (whole === undefined) return undefined;
    return csvIntents(file, {
      ...(uri && { file: uri.toString() }),
      columnOf,
      dateOf: (date) => typedDate(date, today(new Date()), vscode.env.language),
      goal: (goalId) => whole.get(goalId) ?? store.goal(goalId),
      nameOf,
      mismatch: (field) => l10n.t('The ID and the name do not match: {0}.', goalFieldLabel(field)),
      unsafe: () => l10n.t('The description has HTML that is not allowed.'),
      cut: () => l10n.t('The spreadsheet cut off the description.'),
    });
  } catch (error) {
    if (error instanceof Broken) return brokenText(error);
    throw error;
  }
};

/** As the tenant holds them now: a colleague may have gone on from what the list has. @returns undefined where the person cancels */
const wholeGoals = async (ids: readonly string[], store: Store): Promise<ReadonlyMap<string, Goal> | undefined> => {
  const known = ids.map((id) => store.goal(id)).filter((goal) => goal !== undefined);
  const read = known.length === 0 ? known : await withDetails(known, { descriptions: true, metrics: false }, store);
  // They were read: one without a description has none.
  return read && new Map(read.map((goal) => [goal.Gsid, { ...goal, Description: goal.Description ?? '' }]));
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
    'None of the columns is known. The first line must have the column names, for example: {0}.',
    'Name, Company, Status, Owner, Target Date',
  );

const brokenText = ({ code, line, columns }: CsvBroken): string => {
  const names = columns.map((name) => asPlainText(name));
  switch (code) {
    case 'encoding':
      return phrase(
        l10n.t('Line {0} has a character that cannot be read. Save the file as UTF-8, then try again.'),
        line,
      );
    case 'quotes':
      return phrase(l10n.t('Line {0}: a quotation mark is not closed.'), line);
    case 'twoHeaders':
      return phrase(l10n.t('Line {0}: two columns are named “{1}”.'), line, ...names);
    case 'sameMeaning':
      return phrase(
        l10n.t('Line {0}: the columns “{1}” and “{2}” have the same meaning. Remove one of them.'),
        line,
        ...names,
      );
    case 'noHeader':
      return phrase(l10n.t('Line {0} has a value in a column without a name.'), line);
    case 'tooManyCells':
      return phrase(l10n.t('Line {0} has more values than there are columns.'), line);
    case 'empty':
      return l10n.t('The file is empty.');
  }
};
