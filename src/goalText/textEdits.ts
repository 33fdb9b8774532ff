import type { Goal, GoalMetric } from '../api/schema.ts';
import type { GoalText, TextEntry, TextMetric } from './goalText.ts';
import type { TenantId } from '../model/tenant.ts';
import type { BaseGoal } from './textBase.ts';
import { fieldKeys } from './textKeys.ts';
import { markdownOf } from './textPlan.ts';

/** Text that goes in at one place, in the place of so much. Everything around it stays, comments included. */
export type TextEdit = { readonly at: number; readonly length: number; readonly text: string };

/** Gives an entry the id of its goal, and the version on which it stands then. */
export const idEdit = (source: string, entry: TextEntry, goal: Goal): readonly TextEdit[] => {
  const { Gsid, ModifiedDate = '' } = goal;
  const isVersion = ModifiedDate !== '' && entry.values.modified === undefined;
  const lines = [`id: ${quoted(Gsid)}`, ...(isVersion ? [`modified: ${quoted(ModifiedDate)}`] : [])];
  return [linesEdit(source, entry, lines)];
};

const linesEdit = (
  source: string,
  { span, range }: Pick<TextEntry, 'span' | 'range'>,
  lines: readonly string[],
): TextEdit => {
  if (source.charAt(range.start) === '{')
    return { at: range.start + 1, length: 0, text: lines.map((line) => ` ${line},`).join('') };
  const indent = ' '.repeat(span.start - source.lastIndexOf('\n', span.start - 1) - 1);
  const end = source.includes('\r\n') ? '\r\n' : '\n';
  return { at: span.start, length: 0, text: lines.map((line) => `${line}${end}${indent}`).join('') };
};

/** Ids say something only with the tenant that they are from. */
export const tenantEdit = (source: string, { tenant, goals }: GoalText, of: TenantId): readonly TextEdit[] => {
  const isLine = goals.start === 0 || source.charAt(goals.start - 1) === '\n';
  if (tenant !== undefined || !isLine) return [];
  const end = source.includes('\r\n') ? '\r\n' : '\n';
  return [{ at: goals.start, length: 0, text: `tenant: ${quoted(of)}${end}` }];
};

/** Gives metrics their ids that were new and are there by now. */
export const metricEdits = (
  source: string,
  { metrics = [] }: TextEntry,
  now: readonly GoalMetric[],
): readonly TextEdit[] => {
  const taken = new Set(metrics.flatMap(({ values }) => values.id?.text ?? []));
  return metrics.flatMap((metric): readonly TextEdit[] => {
    if (metric.values.id !== undefined) return [];
    const there = now.find((each) => !taken.has(each.Gsid) && isMetric(metric, each));
    if (there === undefined) return [];
    taken.add(there.Gsid);
    return [linesEdit(source, { span: metric.span, range: rangeOf(source, metric) }, [`id: ${quoted(there.Gsid)}`])];
  });
};

const isMetric = ({ values }: TextMetric, { Name, TargetValue }: GoalMetric): boolean =>
  values.name?.text.trim() === Name.trim() && Number(values.target?.text || Number.NaN) === TargetValue;

/** A metric in braces begins with one. */
const rangeOf = (source: string, { span }: TextMetric): TextEntry['range'] => {
  const before = source.slice(0, span.start).trimEnd();
  return before.endsWith('{') ? { start: before.length - 1, end: span.end } : span;
};

/** The version on which an entry stands, where all that it says is so in the tenant. */
export const versionEdit = ({ values }: TextEntry, now: BaseGoal): TextEdit | undefined => {
  const { modified } = values;
  if (modified === undefined || modified.isBlock || modified.text === now.modified || now.modified === '')
    return undefined;
  const isSame = fieldKeys.every((key) => {
    const value = values[key];
    if (value === undefined) return true;
    return (key === 'description' ? markdownOf(value) : value.text) === now.shown[key];
  });
  if (!isSame) return undefined;
  const { start, end } = modified.span;
  return { at: start, length: end - start, text: quoted(now.modified) };
};

/** An id that another reader of YAML would take for a number stands in quotes. */
const quoted = (text: string): string =>
  /^[A-Za-z][\w-]*$|^\d+-[\w-]+$|^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) || /^\d+[A-DF-Za-df-z][\w-]*$/.test(text)
    ? text
    : JSON.stringify(text);
