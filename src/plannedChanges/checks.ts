import type { GoalField } from '../model/goalFields.ts';
import { partOf, type PlanRow } from '../plan/plan.ts';

/** Something in the list that can be left out: all that is planned for a company, one goal, or one of its fields. */
export type Part =
  | { readonly kind: 'company'; readonly rows: readonly PlanRow[] }
  | { readonly kind: 'row'; readonly row: PlanRow }
  | { readonly kind: 'field'; readonly row: PlanRow; readonly field: GoalField };

/** Fields of the row that can be left out by themselves: no goal is made without a name and a company. */
export const optionalFields = ({ state }: PlanRow): readonly GoalField[] => {
  if (state.kind === 'update') return state.changes.map(({ field }) => field);
  if (state.kind !== 'create') return [];
  const { fields } = state;
  const optional = ['Status', 'OwnerId', 'TargetDate', 'TemplateId', 'Description'] as const;
  return optional.filter((field) => fields[field] !== '');
};

/** Whether there is anything to leave out. */
export const canLeaveOut = ({ state }: PlanRow): boolean =>
  state.kind === 'update' || state.kind === 'create' || state.kind === 'addMetric';

export const isIn = (part: Part, leftOut: ReadonlySet<string>): boolean => {
  switch (part.kind) {
    case 'company':
      return part.rows.some((row) => canLeaveOut(row) && isRowIn(row, leftOut));
    case 'row':
      return isRowIn(part.row, leftOut);
    case 'field':
      return isRowIn(part.row, leftOut) && !leftOut.has(partOf.field(part.row.key, part.field));
  }
};

const isRowIn = (row: PlanRow, leftOut: ReadonlySet<string>): boolean =>
  !leftOut.has(partOf.row(row.key)) &&
  !leftOut.has(partOf.company(row.companyId)) &&
  !(row.state.kind === 'update' && optionalFields(row).every((field) => leftOut.has(partOf.field(row.key, field))));

/** What is left out once the part is in, or is not. A row comes with its fields, and goes with the last of them. */
export const toggled = (part: Part, isWanted: boolean, leftOut: readonly string[]): readonly string[] => {
  const out = new Set(leftOut);
  switch (part.kind) {
    case 'company':
      for (const row of part.rows) setRow(row, isWanted, out);
      break;
    case 'row':
      setRow(part.row, isWanted, out);
      break;
    case 'field':
      setField(part.row, part.field, isWanted, out);
  }
  return [...out];
};

const setRow = (row: PlanRow, isWanted: boolean, out: Set<string>): void => {
  for (const field of optionalFields(row)) out.delete(partOf.field(row.key, field));
  if (isWanted) out.delete(partOf.row(row.key));
  else out.add(partOf.row(row.key));
};

const setField = (row: PlanRow, field: GoalField, isWanted: boolean, out: Set<string>): void => {
  const all = optionalFields(row);
  // Of a row that is out only this field comes back.
  if (out.delete(partOf.row(row.key))) for (const each of all) out.add(partOf.field(row.key, each));
  if (isWanted) out.delete(partOf.field(row.key, field));
  else out.add(partOf.field(row.key, field));
  const isNothingLeft = row.state.kind === 'update' && all.every((each) => out.has(partOf.field(row.key, each)));
  if (isNothingLeft) setRow(row, false, out);
};
