import type { GoalFields } from '../../src/model/goalFields.ts';
import type { MetricFields } from '../../src/model/goalRules.ts';
import type { Address } from './openClient.ts';

/** What a typist is started with, as JSON in its first argument. */
export type Task = {
  /** Of the drafts. */
  readonly folder: string;
  readonly tenant: Address;
  readonly seed: number;
  readonly companyId: string;
  readonly goals: readonly string[];
  /** What the form of a goal that was not there yet had made up for it. */
  readonly newGoals: readonly string[];
  /** Ids for the new goals that are begun after these. */
  readonly prefix: string;
};

export type Text = { readonly fields: GoalFields; readonly metric: MetricFields };

/** What a typist says, a line of JSON each, before and after what it does. */
export type Said =
  /** A form was opened, and shows this. */
  | { readonly type: 'shows'; readonly id: string; readonly text: Text }
  | { readonly type: 'ready' }
  /** A keystroke, or a discard: what the form will show. */
  | { readonly type: 'begins'; readonly id: string; readonly text: Text }
  /** The acknowledgement. */
  | { readonly type: 'done'; readonly id: string }
  | { readonly type: 'sends'; readonly id: string }
  | { readonly type: 'sent'; readonly id: string; readonly outcome: string }
  /** A new goal is in the tenant under this id, and its form goes on as that goal's. */
  | { readonly type: 'became'; readonly id: string; readonly goalId: string }
  /** A new goal was given up. */
  | { readonly type: 'gone'; readonly id: string };

export const tenantId = 'sample';
