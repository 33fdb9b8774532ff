import { ApiError, networkCode, type ApiErrorKind, type Answerer, type WriteOutcome } from '../api/errors.ts';
import type { GoalField, GoalFields } from '../model/goalFields.ts';
import type { Mismatch } from '../model/mismatches.ts';
import { unreadIn } from '../model/sendUpdate.ts';
import type { FieldChange } from './plan.ts';

/** What became of a step. As it is in the journal. */
export type StepState =
  | { readonly kind: 'waiting' }
  /** It is on its way; in a journal that goes on no further, the tenant may hold it. */
  | { readonly kind: 'sending'; readonly since?: string; readonly changes?: readonly FieldChange[] }
  | Done
  /** The tenant held it already. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'conflict';
      readonly fields: readonly GoalField[];
      readonly theirs: GoalFields;
      /** Other fields of the step, which are stored. */
      readonly stored?: Done;
      readonly isOffered?: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly error: ErrorFacts;
      /** What an update that the tenant may hold changed. */
      readonly changes?: readonly FieldChange[];
      /** As `after` what others wrote between its read and its write, as `before` what the update may have written over that. */
      readonly inGap?: readonly FieldChange[];
    }
  /** The answer to a create was lost, and nobody knows what became of it. */
  | { readonly kind: 'inDoubt'; readonly since: string; readonly error?: ErrorFacts }
  /** It is stored, and what a colleague wrote just before is written over. */
  | {
      readonly kind: 'notPutBack';
      readonly stored: Done;
      readonly lost: Partial<GoalFields>;
      /** Whether both versions were shown in a form, with a draft of the one that is not stored. */
      readonly isOffered?: boolean;
      readonly error?: ErrorFacts;
    };

export type Done = {
  readonly kind: 'done';
  readonly goalId: string;
  /** Of a metric that was added. */
  readonly metricId?: string;
  /** Each field with what the tenant held before and after; empty for a create and a metric. */
  readonly changes: readonly FieldChange[];
  /** The goal's ModifiedDate then. */
  readonly modified?: string;
  /** Fields in which the tenant holds another value than the one that was sent. */
  readonly mismatches: readonly string[];
  /** By these fields; a journal of an earlier version has none. */
  readonly values?: Readonly<Record<string, SentAndHeld>>;
};

/** As in a `Mismatch`; `held` is left out where it is not known. */
type SentAndHeld = { readonly meant: string; readonly held?: string };

/** How a step that is done tells of them; of two of one field the last. */
export const toldMismatches = (mismatches: readonly Mismatch<string>[]): Pick<Done, 'mismatches' | 'values'> => {
  const values = Object.fromEntries(
    mismatches.map(({ field, meant, held }) => [field, held === undefined ? { meant } : { meant, held }]),
  );
  const names = Object.keys(values);
  return { mismatches: names, ...(names.length > 0 && { values }) };
};

/** What of an `ApiError` is kept: all that is needed to word it, and never a request. */
export type ErrorFacts = {
  readonly kind: ApiErrorKind;
  readonly status?: number;
  readonly answeredBy?: Answerer;
  readonly code?: string;
  readonly requestId?: string;
  readonly detail?: string;
  readonly outcome?: WriteOutcome;
  readonly network?: string;
  /** Fields that could not be read, where that was why. */
  readonly fields?: readonly GoalField[];
};

export const factsOf = (error: ApiError): ErrorFacts => {
  const { kind, status, answeredBy, code, requestId, detail, outcome } = error;
  const unread = unreadIn(error);
  const fields = unread.length === 0 ? undefined : unread;
  const facts = { status, answeredBy, code, requestId, detail, outcome, network: networkCode(error), fields };
  return { kind, ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) };
};

/** The error again, for whoever words it. */
export const errorOf = ({ kind, network, fields, ...facts }: ErrorFacts): ApiError =>
  new ApiError(kind, 'plan', network === undefined ? facts : { ...facts, cause: { code: network, fields } });

/** Whether nothing is left to do for the step, as far as another try goes. */
export const isSettled = (state: StepState | undefined): boolean =>
  state?.kind === 'done' || state?.kind === 'unchanged' || state?.kind === 'conflict' || state?.kind === 'notPutBack';
