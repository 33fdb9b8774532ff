import type { Goal } from '../api/schema.ts';
import { goalFieldNames, type GoalField } from '../model/goalFields.ts';
import { isCalendarDate } from '../model/goalRules.ts';
import { searchText } from '../model/query/searchedNames.ts';
import { heldIn, type Intent, type SourcePlace, type Refusal, type Wanted, type WantedFields } from '../plan/intent.ts';
import { columnOf, sameColumn, type Column, type ColumnOf } from './csvColumns.ts';
import { columnDates } from './csvDates.ts';
import type { CsvFile, CsvRecord } from './readCsv.ts';

export type CsvContext = {
  /** The file's address; absent where there is none. */
  readonly file?: string;
  /** Absent: as the names of the columns say. */
  readonly columnOf?: ColumnOf;
  /** Of what can mean but one day. @returns `yyyy-mm-dd`; undefined for what is no date */
  readonly dateOf: (text: string) => string | undefined;
  /** As the tenant is known to hold it now. */
  readonly goal: (goalId: string) => Goal | undefined;
  /** What an id is called, where that is known. */
  readonly nameOf: (field: GoalField, id: string) => string | undefined;
  /** What to say of a record whose id and name do not fit together. */
  readonly mismatch: (field: GoalField) => string;
  /** What to say of a description that a spreadsheet cut. */
  readonly cut?: () => string;
  /** What to say of a description that can run in a browser. */
  readonly unsafe?: () => string;
};

/** A change for each record: of the goal whose id it has, or of a new one. */
export const csvIntents = (file: CsvFile, context: CsvContext): readonly Intent[] => {
  const { headers, records } = file;
  const columnIn = context.columnOf ?? columnOf;
  const fieldIn = (header: string): GoalField | undefined => {
    const meant = columnIn(header);
    return typeof meant === 'object' ? meant.field : undefined;
  };
  const dates = headers.filter((header) => fieldIn(header) === 'TargetDate');
  const column = dates.flatMap((header) => records.map(({ cells }) => cells.get(header) ?? ''));
  const reading = { ...context, columnOf: columnIn, dateOf: columnDates(column, (text) => context.dateOf(text)) };
  return records.map((record) => intentOf(record, reading));
};

/** Goals whose description the file changes or repeats: no list has it, so they have to be read before they can be compared. */
export const describedIn = ({ records }: CsvFile, columnIn: ColumnOf = columnOf): readonly string[] => {
  const isDescription = (header: string): boolean => {
    const column = columnIn(header);
    return typeof column === 'object' && column.field === 'Description';
  };
  const described = records.filter(({ cells }) => [...cells.keys()].some(isDescription));
  return [...new Set(described.map(({ cells }) => cellIn(cells, 'id', columnIn)))].filter((id) => id !== '');
};

type Reading = CsvContext & { readonly columnOf: ColumnOf };

const cellIn = (cells: CsvRecord['cells'], wanted: Column, columnIn: ColumnOf): string => {
  const isWanted = (column: Column | undefined): boolean => column !== undefined && sameColumn(column, wanted);
  return [...cells].find(([header]) => isWanted(columnIn(header)))?.[1].trim() ?? '';
};

const intentOf = ({ line, cells }: CsvRecord, context: Reading): Intent => {
  const source: SourcePlace = { ...(context.file !== undefined && { file: context.file }), line };
  const goalId = cellIn(cells, 'id', context.columnOf);
  const read = fieldsIn(cells, context);
  const goal = context.goal(goalId);
  const refusal = read.refusal ?? newerRefusal(goal, cellIn(cells, 'modified', context.columnOf), read.fields, context);
  if (refusal !== undefined) {
    const name = cellIn(cells, { field: 'Name', isName: false }, context.columnOf);
    return { kind: 'refused', refusal, ...(goalId !== '' && { goalId }), ...(name !== '' && { name }), source };
  }
  const { fields } = read;
  if (goalId === '') return { kind: 'create', fields, source };
  // It was compared with this goal, and with nothing that comes later.
  return { kind: 'update', goalId, fields, ...(goal && { base: heldIn(goal, fields) }), source };
};

/** Excel cuts what is longer. */
const mostInCell = 32_767;

/** HTML that does more than show a text. What a person writes in a spreadsheet was not made by the form, which writes none of it. */
const runs =
  /<[\s/]*(base|embed|form|frame|iframe|link|math|meta|object|script|style|svg|template)\b|<[^<>]*\son[a-z]+\s*=|(java|vb)script\s*:/i;

const textProblem = (cell: string, { cut, unsafe }: CsvContext): string | undefined => {
  if (cell.length === mostInCell) return cut?.() ?? '';
  return runs.test(cell) ? (unsafe?.() ?? '') : undefined;
};

type Read = { readonly fields: WantedFields; readonly refusal?: Refusal };

const fieldsIn = (cells: CsvRecord['cells'], context: Reading): Read => {
  const fields: Partial<Record<GoalField, Wanted>> = {};
  const unread = [...cells].find(([header]) => searchText(header) === 'unreadable')?.[1].split(/\s+/) ?? [];
  for (const [header, cell] of cells) {
    const column = context.columnOf(header);
    const text = cell.trim();
    if (typeof column !== 'object') continue;
    const { field, isName } = column;
    // It was not read when the file was written: that is not to clear it.
    if (text === '' && unread.includes(field)) continue;
    const problem = field === 'Description' ? textProblem(cell, context) : undefined;
    if (problem !== undefined) return { fields, refusal: { code: 'notRead', field, value: problem } };
    if (field === 'Name' || field === 'Description') {
      // As it stands: a text that is the tenant's own to the letter is no change.
      fields[field] = cell;
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
