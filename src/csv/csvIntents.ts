import type { Goal } from '../api/schema.ts';
import { goalFieldNames, type GoalField } from '../model/goalFields.ts';
import { isCalendarDate } from '../model/goalRules.ts';
import { searchText } from '../model/query/searchedNames.ts';
import type { Intent, Place, Refusal, Wanted, WantedFields } from '../plan/intent.ts';
import { columnDates } from './csvDates.ts';
import type { CsvFile, CsvRecord } from './readCsv.ts';

/** What a column holds: a field's id or text, or a name that is looked up. */
type Column = { readonly field: GoalField; readonly isName: boolean } | 'id' | 'modified' | 'ignored';

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
  modifieddate: 'modified',
};

export const columnOf = (header: string): Column | undefined => {
  const name = searchText(header);
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
};

/** The same for two headers that say the same, so that one cell of a record would write over another. An id and a name go together. */
export const meaningOf = (header: string): string | undefined => {
  const column = columnOf(header);
  if (column === undefined || column === 'ignored') return column && searchText(header);
  return typeof column === 'string' ? column : `${column.field} ${column.isName ? 'name' : 'value'}`;
};

export type CsvContext = {
  /** The file's address. */
  readonly file: string;
  /** Of what can mean but one day. @returns `yyyy-mm-dd`; undefined for what is no date */
  readonly dateOf: (text: string) => string | undefined;
  /** As the tenant is known to hold it now. */
  readonly goal: (goalId: string) => Goal | undefined;
  /** What an id is called, where that is known. */
  readonly nameOf: (field: GoalField, id: string) => string | undefined;
  /** What to say of a record whose id and name do not fit together. */
  readonly mismatch: (field: GoalField) => string;
};

/** A change for each record: of the goal whose id it has, or of a new one. */
export const csvIntents = (file: CsvFile, context: CsvContext): readonly Intent[] => {
  const { headers, records } = file;
  const dates = headers.filter((header) => fieldIn(header) === 'TargetDate');
  const column = dates.flatMap((header) => records.map(({ cells }) => cells.get(header) ?? ''));
  const reading = { ...context, dateOf: columnDates(column, (text) => context.dateOf(text)) };
  return records.map((record) => intentOf(record, reading));
};

const fieldIn = (header: string): GoalField | undefined => {
  const column = columnOf(header);
  return typeof column === 'object' ? column.field : undefined;
};

const cellIn = (cells: CsvRecord['cells'], wanted: Column): string =>
  [...cells].find(([header]) => columnOf(header) === wanted)?.[1].trim() ?? '';

const intentOf = ({ line, cells }: CsvRecord, context: CsvContext): Intent => {
  const source: Place = { file: context.file, line };
  const goalId = cellIn(cells, 'id');
  const read = fieldsIn(cells, context);
  const refusal = read.refusal ?? newerRefusal(context.goal(goalId), cellIn(cells, 'modified'), read.fields, context);
  if (refusal !== undefined) return { kind: 'refused', refusal, ...(goalId === '' ? {} : { goalId }), source };
  const { fields } = read;
  return goalId === '' ? { kind: 'create', fields, source } : { kind: 'update', goalId, fields, source };
};

type Read = { readonly fields: WantedFields; readonly refusal?: Refusal };

const fieldsIn = (cells: CsvRecord['cells'], context: CsvContext): Read => {
  const fields: Partial<Record<GoalField, Wanted>> = {};
  for (const [header, cell] of cells) {
    const column = columnOf(header);
    const text = cell.trim();
    if (typeof column !== 'object') continue;
    const { field, isName } = column;
    if (field === 'Name') {
      // As it stands: a name that is the tenant's own to the letter is no change.
      fields.Name = cell;
      continue;
    }
    if (field === 'TargetDate' && text !== '') {
      const date = isCalendarDate(text) ? text : context.dateOf(text);
      if (date === undefined) return { fields, refusal: { code: 'badDate', field, value: text } };
      fields[field] = date;
      continue;
    }
    const before = fields[field];
    // An id and a name in two columns: both say the same, or somebody changed one of them.
    const other = typeof before === 'string' ? before : before?.named;
    if (other === undefined || other === '') fields[field] = isName && text !== '' ? { named: text } : text;
    else if (text !== '' && !isOne(field, isName, { text, other }, context))
      return { fields, refusal: { code: 'notRead', field, value: context.mismatch(field) } };
    else if (text !== '' && !isName) fields[field] = text;
  }
  return { fields };
};

/** The file is of another version of the goal: what differs may be what a colleague changed since, and would be taken back. */
const newerRefusal = (
  goal: Goal | undefined,
  modified: string,
  fields: WantedFields,
  { nameOf }: CsvContext,
): Refusal | undefined => {
  const held = goal?.ModifiedDate ?? '';
  if (goal === undefined || modified === '' || modified === held) return undefined;
  if (Date.parse(modified) === Date.parse(held)) return undefined;
  const isHeld = goalFieldNames.every((field) => {
    const [wanted, value] = [fields[field], goal[field] ?? ''];
    if (wanted === undefined || wanted === value) return true;
    if (typeof wanted === 'string') return field === 'Name' && wanted.trim() === value.trim();
    return wanted.named === (field === 'Status' ? value : nameOf(field, value)?.trim());
  });
  return isHeld ? undefined : { code: 'changedSince', field: 'ModifiedDate', value: modified };
};

const isOne = (
  field: GoalField,
  isName: boolean,
  { text, other }: { readonly text: string; readonly other: string },
  { nameOf }: CsvContext,
): boolean => {
  const [id, name] = isName ? [other, text] : [text, other];
  const known = nameOf(field, id);
  return known === undefined || known.trim() === name;
};
