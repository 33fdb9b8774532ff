import Papa from 'papaparse';
import type { Goal, GoalMetric } from '../api/schema.ts';

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

/** A goal with what was read of it beside the list. */
export type ExportedGoal = Goal & { readonly metrics?: readonly GoalMetric[] };

type Column = (typeof csvColumns)[number] | 'Description' | 'Metrics' | 'Unreadable';

/** @param goals where something of one could not be read, there is a column that names it: an empty cell says that there is nothing */
export const columnsFor = (
  details: { readonly descriptions: boolean; readonly metrics: boolean },
  goals: readonly ExportedGoal[] = [],
): readonly Column[] => [
  ...csvColumns,
  ...(details.descriptions ? (['Description'] as const) : []),
  ...(details.metrics ? (['Metrics'] as const) : []),
  ...(goals.some(({ unreadable }) => unreadable !== undefined) ? (['Unreadable'] as const) : []),
];

const metricColumns = ['Name', 'CurrentValue', 'TargetValue', 'Unit'] as const;

const metricCell = (metric: GoalMetric, column: (typeof metricColumns)[number]): string =>
  metric.unreadable?.includes(column) === true ? '?' : String(metric[column] ?? '');

/** One line a metric, for who reads it. An import leaves it out. */
const metricsText = (metrics: readonly GoalMetric[]): string =>
  metrics
    .map((metric) => {
      const [name, current, target, unit] = metricColumns.map((each) => metricCell(metric, each));
      return `${name}: ${current} / ${target} ${unit}`.trim();
    })
    .join('\n');

const textOf = (goal: ExportedGoal, column: Column): string => {
  if (column === 'Metrics') return metricsText(goal.metrics ?? []);
  if (column === 'Unreadable') return goal.unreadable?.join(' ') ?? '';
  return String(goal[column] ?? '');
};

/** What a spreadsheet would run rather than show, also behind spaces, as full-width signs, and as one that is guarded already. */
const formula = /^'*\s*[=+\-@\t\r＝＋－＠]/;

/** The same where a cell would begin in a spreadsheet that takes another separator for the file's, in the middle of this one. */
const formulaInside = /(?<![;\s])([;\s]+)(?='*[=+\-@＝＋－＠])/g;
const guardInside = /(?<![;\s])([;\s]+)'(?='*[=+\-@＝＋－＠])/g;
const separator = /[;\t\r\n]/;

/** A text as a spreadsheet shows it and never runs it. {@link unguarded} takes it back, letter by letter. */
export const guarded = (text: string): string => {
  const inside = text.replaceAll(formulaInside, (between) => (separator.test(between) ? `${between}'` : between));
  return formula.test(inside) ? `'${inside}` : inside;
};

export const unguarded = (cell: string): string => {
  const inside = cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
  return inside.replaceAll(guardInside, (found, between: string) => (separator.test(between) ? between : found));
};

/** CSV for spreadsheets begins with a byte order mark and the names of the columns; lines end with CR and LF. */
export const csvHead = (columns: readonly Column[] = csvColumns): string => `\uFEFF${columns.join(',')}\r\n`;

/** A line for each goal, to go below {@link csvHead}. */
export const csvLines = (goals: readonly ExportedGoal[], columns: readonly Column[] = csvColumns): string => {
  const rows = goals.map((goal) => columns.map((column) => guarded(textOf(goal, column))));
  return `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;
};
