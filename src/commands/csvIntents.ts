import type { GoalField } from '../model/goalFields.ts';
import { isCalendarDate } from '../model/goalRules.ts';
import { searchText } from '../model/query/searchedNames.ts';
import type { Intent, Place, Refusal, Wanted } from '../plan/intent.ts';
import type { CsvFile, CsvRecord } from './readCsv.ts';

/** What a column holds: a field's id or text, or a name that is looked up. */
type Column = { readonly field: GoalField; readonly isName: boolean } | 'id' | 'ignored';

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
  modifieddate: 'ignored',
};

export const columnOf = (header: string): Column | undefined => {
  const name = searchText(header);
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
};

export type CsvContext = {
  /** The file's address. */
  readonly file: string;
  /** @returns `yyyy-mm-dd`; undefined for what is no date */
  readonly dateOf: (text: string) => string | undefined;
  /** What an id is called, where that is known. */
  readonly nameOf: (field: GoalField, id: string) => string | undefined;
  /** What to say of a record whose id and name do not fit together. */
  readonly mismatch: (field: GoalField) => string;
};

/** A change for each record: of the goal whose id it has, or of a new one. */
export const csvIntents = ({ records }: CsvFile, context: CsvContext): readonly Intent[] =>
  records.map((record) => intentOf(record, context));

const intentOf = ({ line, cells }: CsvRecord, context: CsvContext): Intent => {
  const source: Place = { file: context.file, line };
  const fields: Partial<Record<GoalField, Wanted>> = {};
  const goalId = [...cells].find(([header]) => columnOf(header) === 'id')?.[1].trim() ?? '';
  const refused = (refusal: Refusal): Intent => ({
    kind: 'refused',
    refusal,
    ...(goalId === '' ? {} : { goalId }),
    source,
  });
  for (const [header, cell] of cells) {
    const column = columnOf(header);
    const text = cell.trim();
    if (column === undefined || column === 'id' || column === 'ignored') continue;
    const { field, isName } = column;
    if (field === 'Name') {
      // As it stands: a name that is the tenant's own to the letter is no change.
      fields.Name = cell;
      continue;
    }
    if (field === 'TargetDate' && text !== '') {
      const date = isCalendarDate(text) ? text : context.dateOf(text);
      if (date === undefined) return refused({ code: 'badDate', field, value: text });
      fields[field] = date;
      continue;
    }
    const before = fields[field];
    // An id and a name in two columns: both say the same, or somebody changed one of them.
    const other = typeof before === 'string' ? before : before?.named;
    if (other === undefined || other === '') fields[field] = isName && text !== '' ? { named: text } : text;
    else if (text !== '' && !isOne(field, isName, { text, other }, context))
      return refused({ code: 'notRead', field, value: context.mismatch(field) });
    else if (text !== '' && !isName) fields[field] = text;
  }
  return goalId === '' ? { kind: 'create', fields, source } : { kind: 'update', goalId, fields, source };
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
