import { isRecord } from '../json.ts';
import { isGoalField } from '../model/goalFields.ts';
import type { Entry } from './ledger.ts';
import type { Plan, Step } from './plan.ts';

/** Readers of what a journal holds: it was written by an earlier version, or by somebody else. */

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isYesOrNo: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number';
const isField: Check = (value) => typeof value === 'string' && isGoalField(value);
const isOneOf =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const isExactly =
  (text: string): Check =>
  (value) =>
    value === text;
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((each) => check(each));
const isMapOf =
  (check: Check, isKey: Check = isText): Check =>
  (value) =>
    isRecord(value) && Object.entries(value).every(([key, each]) => isKey(key) && check(each));
const isObject =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value) =>
    isRecord(value) &&
    Object.entries(required).every(([name, check]) => check(value[name])) &&
    Object.entries(optional).every(([name, check]) => value[name] === undefined || check(value[name]));

const isPartOfGoal = isMapOf(isText, isField);
const allFields = { Name: isText, CompanyId: isText, Status: isText, OwnerId: isText, TargetDate: isText };
const isWholeGoal = isObject({ ...allFields, TemplateId: isText, Description: isText });
const isMetric = isObject({ Name: isText, CurrentValue: isText, TargetValue: isText, Unit: isText });
const isChange = isObject({ field: isField, after: isText }, { before: isText });
const isPlace = isObject({}, { file: isText, line: isNumber, column: isNumber });
const isWanted = isMapOf(isOneOf(isText, isObject({ named: isText })), isField);
const isRefusal = isObject(
  { code: isText },
  { field: isText, fields: isListOf(isText), value: isText, limit: isNumber, place: isPlace, other: isPlace },
);

const source = { source: isPlace };
const isIntent = isOneOf(
  isObject(
    { kind: isExactly('create'), fields: isWanted },
    { metrics: isListOf(isMetric), base: isPartOfGoal, ...source },
  ),
  isObject({ kind: isExactly('update'), goalId: isText, fields: isWanted }, { base: isPartOfGoal, ...source }),
  isObject({ kind: isExactly('addMetric'), goalId: isText, metric: isMetric }, source),
  isObject({ kind: isExactly('refused'), refusal: isRefusal }, { goalId: isText, name: isText, ...source }),
);

const isPlanShape = isObject({
  id: isText,
  tenant: isText,
  intents: isListOf(isIntent),
  answers: isMapOf(isText),
  leftOut: isListOf(isText),
});

const isStepShape = isOneOf(
  isObject({ kind: isExactly('create'), key: isText, fields: isWholeGoal }),
  isObject({ kind: isExactly('update'), key: isText, goalId: isText, changes: isListOf(isChange) }),
  isObject({
    kind: isExactly('addMetric'),
    key: isText,
    goal: isOneOf(isObject({ id: isText }), isObject({ createdBy: isText })),
    metric: isMetric,
  }),
);

const isDone = isObject(
  { kind: isExactly('done'), goalId: isText, changes: isListOf(isChange), mismatches: isListOf(isText) },
  { modified: isText, metricId: isText, values: isMapOf(isObject({ meant: isText }, { held: isText })) },
);
const isError = isObject(
  { kind: isText },
  {
    status: isNumber,
    code: isText,
    requestId: isText,
    detail: isText,
    outcome: isText,
    network: isText,
    fields: isListOf(isField),
  },
);
const isState = isOneOf(
  isObject({ kind: isOneOf(isExactly('waiting'), isExactly('unchanged')) }),
  isObject({ kind: isExactly('sending') }, { since: isText, changes: isListOf(isChange) }),
  isDone,
  isObject(
    { kind: isExactly('conflict'), fields: isListOf(isField), theirs: isWholeGoal },
    { stored: isDone, isOffered: isYesOrNo },
  ),
  isObject({ kind: isExactly('failed'), error: isError }, { changes: isListOf(isChange), inGap: isListOf(isChange) }),
  isObject({ kind: isExactly('inDoubt'), since: isText }, { error: isError }),
  isObject(
    { kind: isExactly('notPutBack'), stored: isDone, lost: isPartOfGoal },
    { error: isError, isOffered: isYesOrNo },
  ),
);
const isEntryShape = isObject({ step: isText, state: isState });

export const isPlan = (value: unknown): value is Plan => isPlanShape(value);
export const isSteps = (value: unknown): value is readonly Step[] => isListOf(isStepShape)(value);
export const isEntry = (value: unknown): value is Entry => isEntryShape(value);
