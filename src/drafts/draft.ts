import { mapFields, type GoalFields } from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';

/** Edits to a goal, or a new goal, kept on this computer and not yet sent. */
export type Draft = {
  /** Absent for a goal that the tenant has not got yet. */
  readonly goalId?: string;
  /** What the tenant held when the edits began. */
  readonly base: GoalFields;
  readonly mine: GoalFields;
  /** A metric that is being written and has not been added yet. */
  readonly metric?: MetricFields;
  /** A request that would create the goal was begun and its answer never came: the tenant may have the goal. */
  readonly creating?: boolean;
  /** ISO 8601, UTC */
  readonly at: string;
};

/** Undefined for what is no draft. */
export const parseDraft = (value: unknown): Draft | undefined => {
  if (!isRecord(value) || typeof value['at'] !== 'string') return undefined;
  const base = parseFields(value['base']);
  const mine = parseFields(value['mine']);
  if (base === undefined || mine === undefined) return undefined;
  const metric = parseMetric(value['metric']);
  const goalId = value['goalId'];
  return {
    ...(typeof goalId === 'string' ? { goalId } : {}),
    base,
    mine,
    ...(metric === undefined ? {} : { metric }),
    ...(value['creating'] === true ? { creating: true } : {}),
    at: value['at'],
  };
};

const parseFields = (value: unknown): GoalFields | undefined =>
  isRecord(value) ? mapFields((name) => textOf(value[name])) : undefined;

const parseMetric = (value: unknown): MetricFields | undefined =>
  isRecord(value)
    ? {
        Name: textOf(value['Name']),
        CurrentValue: textOf(value['CurrentValue']),
        TargetValue: textOf(value['TargetValue']),
        Unit: textOf(value['Unit']),
      }
    : undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
