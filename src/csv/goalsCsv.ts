import Papa from 'papaparse';
import type { Goal } from '../api/schema.ts';

/** Columns of the file, as the contract names them, in this order. An import reads them again. */
export const csvColumns = [
  'Gsid',
  'Name',
  'CompanyId',
  'CompanyName',
  'Status',
  'OwnerId',
  'OwnerName',
  'TargetDate',
  'TemplateId',
  'CompletionPercentage',
  'CreatedDate',
  'ModifiedDate',
] as const satisfies readonly (keyof Goal)[];

/** What a spreadsheet would run rather than show, also behind spaces, as full-width signs, and as one that is guarded already. */
const formula = /^'*\s*[=+\-@\t\r＝＋－＠]/;

/** The same where a cell would begin in a spreadsheet that takes another separator for the file's, in the middle of this one. */
const formulaInside = /(?<=[;\t\r\n]\s*)'*[=+\-@＝＋－＠]/g;
const guardInside = /(?<=[;\t\r\n]\s*)'(?='*[=+\-@＝＋－＠])/g;

/** A text as a spreadsheet shows it and never runs it. {@link unguarded} takes it back, letter by letter. */
export const guarded = (text: string): string => {
  const inside = text.replaceAll(formulaInside, "'$&");
  return formula.test(inside) ? `'${inside}` : inside;
};

export const unguarded = (cell: string): string => {
  const inside = cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
  return inside.replaceAll(guardInside, '');
};

/** CSV for spreadsheets begins with a byte order mark and the names of the columns; lines end with CR and LF. */
export const csvHead = (): string => `\uFEFF${csvColumns.join(',')}\r\n`;

/** A line for each goal, to go below {@link csvHead}. */
export const csvLines = (goals: readonly Goal[]): string => {
  const rows = goals.map((goal) => csvColumns.map((column) => guarded(String(goal[column] ?? ''))));
  return `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;
};
