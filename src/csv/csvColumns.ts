import type { GoalField } from '../model/goalFields.ts';
import { searchText } from '../model/query/searchedNames.ts';

/** What a column holds: a field's id or text, or a name that is looked up. */
export type Column = { readonly field: GoalField; readonly isName: boolean } | 'id' | 'modified' | 'ignored';

/** By folded header, in the languages that the extension has: what an export writes, and what people write. */
const columns: Readonly<Record<string, Column>> = {
  gsid: 'id',
  id: 'id',
  'goal id': 'id',
  'ziel-id': 'id',
  name: { field: 'Name', isName: false },
  goal: { field: 'Name', isName: false },
  ziel: { field: 'Name', isName: false },
  companyid: { field: 'CompanyId', isName: false },
  'company id': { field: 'CompanyId', isName: false },
  companyname: { field: 'CompanyId', isName: true },
  company: { field: 'CompanyId', isName: true },
  'company name': { field: 'CompanyId', isName: true },
  unternehmen: { field: 'CompanyId', isName: true },
  firma: { field: 'CompanyId', isName: true },
  status: { field: 'Status', isName: true },
  ownerid: { field: 'OwnerId', isName: false },
  'owner id': { field: 'OwnerId', isName: false },
  ownername: { field: 'OwnerId', isName: true },
  owner: { field: 'OwnerId', isName: true },
  'zustandige person': { field: 'OwnerId', isName: true },
  targetdate: { field: 'TargetDate', isName: false },
  'target date': { field: 'TargetDate', isName: false },
  due: { field: 'TargetDate', isName: false },
  'due date': { field: 'TargetDate', isName: false },
  zieldatum: { field: 'TargetDate', isName: false },
  templateid: { field: 'TemplateId', isName: false },
  'template id': { field: 'TemplateId', isName: false },
  template: { field: 'TemplateId', isName: true },
  vorlage: { field: 'TemplateId', isName: true },
  completionpercentage: 'ignored',
  createddate: 'ignored',
  metrics: 'ignored',
  unreadable: 'ignored',
  modifieddate: 'modified',
  description: { field: 'Description', isName: false },
  beschreibung: { field: 'Description', isName: false },
};

/** What each column of a file is taken for. */
export type ColumnOf = (header: string) => Column | undefined;

/** By the name of the column alone. */
export const columnOf: ColumnOf = (header) => {
  const name = searchText(header);
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
};

/** All that a column can be taken for, by a name that can be kept. */
export const meanings: Readonly<Record<string, Column>> = {
  id: 'id',
  name: { field: 'Name', isName: false },
  company: { field: 'CompanyId', isName: true },
  companyId: { field: 'CompanyId', isName: false },
  status: { field: 'Status', isName: true },
  owner: { field: 'OwnerId', isName: true },
  ownerId: { field: 'OwnerId', isName: false },
  targetDate: { field: 'TargetDate', isName: false },
  template: { field: 'TemplateId', isName: true },
  templateId: { field: 'TemplateId', isName: false },
  description: { field: 'Description', isName: false },
  modified: 'modified',
  ignored: 'ignored',
};

/** The name that is kept of what a column is taken for. */
export const meaningName = (column: Column | undefined): string =>
  Object.entries(meanings).find(([, each]) => column !== undefined && sameColumn(each, column))?.[0] ?? 'ignored';

export const sameColumn = (one: Column, other: Column): boolean =>
  typeof one === 'string' || typeof other === 'string'
    ? one === other
    : one.field === other.field && one.isName === other.isName;

/** What a person chose, by the column's name; others as their name says. */
export type Mapping = Readonly<Record<string, string>>;

export const mappedBy = (mapping: Mapping): ColumnOf => {
  const chosen = new Map(Object.entries(mapping));
  return (header) => {
    const meaning = chosen.get(header);
    return meaning !== undefined && Object.hasOwn(meanings, meaning) ? meanings[meaning] : columnOf(header);
  };
};

/** The mapping with another meaning of one column. What had that meaning before is left out. */
export const remapped = (mapping: Mapping, headers: readonly string[], header: string, meaning: string): Mapping => {
  const before = mappedBy(mapping);
  const wanted = meanings[meaning];
  const isTaken = (other: string): boolean => {
    const column = before(other);
    return other !== header && wanted !== 'ignored' && !!wanted && !!column && sameColumn(column, wanted);
  };
  const left = headers.filter((other) => isTaken(other)).map((other) => [other, 'ignored'] as const);
  return { ...mapping, ...Object.fromEntries(left), [header]: meaning };
};

/** The same for two headers that say the same, so that one cell of a record would write over another. An id and a name go together. */
export const meaningBy =
  (columnIn: ColumnOf) =>
  (header: string): string | undefined => {
    const column = columnIn(header);
    if (column === undefined || column === 'ignored') return column && `ignored ${header}`;
    return typeof column === 'string' ? column : `${column.field} ${column.isName ? 'name' : 'value'}`;
  };

export const meaningOf = meaningBy(columnOf);
