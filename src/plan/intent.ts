import type { Goal } from '../api/schema.ts';
import { goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';
import type { TenantId } from '../model/tenant.ts';

/** Where a change was written down: the address of a file; lines and columns, which count from 1. */
export type SourcePlace = { readonly file?: string; readonly line?: number; readonly column?: number };

/** A field as it is to be: the text that is sent, which is an id where the field holds one; or a name to look up. '' for none. */
export type Wanted = string | { readonly named: string };

export type WantedFields = Readonly<Partial<Record<GoalField, Wanted>>>;

/** A goal that was made of what a file says, under the name and in the company that the file said then; or one that was chosen for it. */
export type MadeGoal = {
  readonly tenant: TenantId;
  readonly goalId: string;
  readonly companyId: string;
  readonly name: string;
};

/** What a goal holds in the fields of a change, for that to stand on. A description that was not read is not known to be none. */
export const heldIn = (goal: Goal, wanted: WantedFields): Partial<GoalFields> =>
  Object.fromEntries(
    goalFieldNames
      .filter((field) => wanted[field] !== undefined && (field !== 'Description' || goal.Description !== undefined))
      .map((field) => [field, goal[field] ?? '']),
  );

/** Why a change cannot be made, for a room with a screen to word. */
export type RefusalCode =
  | 'missing'
  | 'tooLong'
  | 'badDate'
  | 'badNumber'
  | 'noSuchGoal'
  /** Two changes want another value of the same field. */
  | 'twice'
  /** The tenant holds something in `fields` of the goal that could not be read: an update would clear it. */
  | 'unreadable'
  /** The same of a goal that is copied: the copy would be without it. */
  | 'unreadableSource'
  | 'goalCannotBeRemoved'
  | 'metricCannotBeRemoved'
  | 'changedSince'
  /** Whatever made the plan could not read its source. */
  | 'notRead';

export type Refusal = {
  readonly code: RefusalCode;
  readonly field?: string;
  /** As they are called in the contract; `Metric` is the name of one. */
  readonly fields?: readonly string[];
  readonly value?: string;
  readonly limit?: number;
  readonly place?: SourcePlace;
  /** Of the change that this one is at odds with. */
  readonly other?: SourcePlace;
};

/** One change that somebody means to make. */
export type Intent = (
  | {
      readonly kind: 'create';
      readonly fields: WantedFields;
      readonly metrics?: readonly MetricFields[];
      /** What the goal that was chosen in the place of a new one held then. */
      readonly base?: Partial<GoalFields>;
    }
  | {
      readonly kind: 'update';
      readonly goalId: string;
      readonly fields: WantedFields;
      /** What the fields held where the change was thought of; absent ones are as the tenant is known now. */
      readonly base?: Partial<GoalFields>;
    }
  | { readonly kind: 'addMetric'; readonly goalId: string; readonly metric: MetricFields }
  /** A change that is listed and cannot be made. */
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      readonly goalId?: string;
      /** What its source calls the goal. */
      readonly name?: string;
    }
) & { readonly source?: SourcePlace };
