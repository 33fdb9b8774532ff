import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { mappedBy, meaningName, meanings, remapped, type Mapping } from '../csv/csvColumns.ts';
import type { CsvFile } from '../csv/readCsv.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { goalFieldLabel } from '../words/fieldLabels.ts';
import { phrase } from '../words/phrase.ts';

type Item = vscode.QuickPickItem & { readonly does?: 'import'; readonly header?: string };

/** Shows what each column is taken for; the person goes on, or changes one. @returns undefined when they leave */
export const chooseColumns = async (file: CsvFile, mapping: Mapping): Promise<Mapping | undefined> => {
  const picked = await vscode.window.showQuickPick<Item>(itemsOf(file, mapping), {
    title: phrase(l10n.t('{0, plural, one {Import # row} other {Import # rows}}'), file.records.length),
    placeHolder: l10n.t('Check the columns, then continue. Select a column to change what it means.'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return undefined;
  const { header } = picked;
  if (header === undefined) return mapping;
  const meaning = await chooseMeaning(header);
  return chooseColumns(file, meaning === undefined ? mapping : remapped(mapping, file.headers, header, meaning));
};

const itemsOf = ({ headers, records }: CsvFile, mapping: Mapping): readonly Item[] => {
  const columnIn = mappedBy(mapping);
  const columns = headers.map((header): Item => {
    const column = columnIn(header);
    const example = records.map(({ cells }) => cells.get(header)?.trim() ?? '').find((cell) => cell !== '');
    const meaning = column === undefined ? l10n.t('Not recognized: ignored') : meaningLabel(meaningName(column));
    return {
      label: plainLabel(header),
      description: l10n.t('→ {0}', meaning),
      ...(example !== undefined && { detail: l10n.t('Example: {0}', plainLabel(excerpt(example))) }),
      header,
    };
  });
  const go: Item = { label: l10n.t('Continue'), iconPath: new vscode.ThemeIcon('arrow-right'), does: 'import' };
  return [go, { label: l10n.t('columns'), kind: vscode.QuickPickItemKind.Separator }, ...columns];
};

const longestExample = 60;

const excerpt = (text: string): string =>
  text.length <= longestExample ? text : `${text.slice(0, longestExample).toWellFormed()}…`;

const chooseMeaning = async (header: string): Promise<string | undefined> => {
  const items = Object.keys(meanings).map((meaning) => ({ label: meaningLabel(meaning), meaning }));
  const title = l10n.t('What does the column “{0}” contain?', plainLabel(header));
  return (await vscode.window.showQuickPick(items, { title }))?.meaning;
};

const meaningLabel = (name: string): string => {
  const column = meanings[name];
  if (column === 'id') return l10n.t('Goal ID');
  if (column === 'modified') return l10n.t('Last change of the goal');
  if (column === undefined || column === 'ignored') return l10n.t('Ignored');
  const label = goalFieldLabel(column.field);
  const isId = !column.isName && ['CompanyId', 'OwnerId', 'TemplateId'].includes(column.field);
  return isId ? l10n.t('{0} (ID)', label) : label;
};
