import type { Looking } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import { goalFieldNames, type GoalField, type GoalFields, type GoalTexts } from '../model/goalFields.ts';
import { NotConnected } from '../model/goalStore.ts';
import type { GoalConflict } from '../model/merge.ts';
import type { GoalMismatch } from '../model/mismatches.ts';
import type { ConflictChoices } from './conflictChoices.ts';
import type { GoalEdits } from './goalEdits.ts';

/** A try that left nothing in the tenant, as far as is known. */
export type FailedTry =
  /** Fields with problems, which are shown at the fields; nothing was sent. */
  | { readonly kind: 'failed'; readonly why: 'fields' }
  | {
      readonly kind: 'failed';
      /** `noAnswer`: it was sent, and what became of it is not known. */
      readonly why: 'error' | 'noAnswer';
      readonly error: unknown;
      readonly sent: GoalFields;
      /** What the tenant said of a field's value in `sent`. */
      readonly serverErrors: GoalTexts;
    };

/** How the last save ended. */
export type LastTry =
  /** `othersChanged`: fields that others had changed when the goal was saved, and that were kept as they are in the tenant. */
  | {
      readonly kind: 'idle';
      readonly othersChanged: readonly GoalField[];
      /** Fields in which the tenant holds another value than the one that was saved, as long as it does and nobody edits them. */
      readonly mismatches: readonly GoalMismatch[];
    }
  | FailedTry
  /** Fields were changed here and in the tenant; nothing was sent. */
  | { readonly kind: 'conflict'; readonly conflict: GoalConflict; readonly choices: ConflictChoices };

export const idle: LastTry = { kind: 'idle', othersChanged: [], mismatches: [] };

/** A try that failed for want of its tenant says nothing any more once the tenant is connected. */
export const standingTry = (last: LastTry, isLive: boolean): LastTry => {
  const wasOffline = last.kind === 'failed' && last.why !== 'fields' && last.error instanceof NotConnected;
  return wasOffline && isLive ? idle : last;
};

/** What the tenant said of fields that still have the value of which it did. */
export const errorsOf = (failed: FailedTry | undefined, mine: GoalFields): GoalTexts => {
  if (failed === undefined || failed.why === 'fields') return {};
  const { serverErrors, sent } = failed;
  const names = goalFieldNames.filter((name) => serverErrors[name] !== undefined && sent[name] === mine[name]);
  return Object.fromEntries(names.map((name) => [name, serverErrors[name]]));
};

/** It was sent, and what became of it is not known. */
export const hasNoAnswer = (error: unknown): boolean => error instanceof ApiError && error.outcome === 'unknown';

/** Those of fields that still hold what the tenant made of them, and that nobody edits. */
export const stillHeld = (
  mismatches: readonly GoalMismatch[],
  { tenant, mine }: Pick<GoalEdits, 'tenant' | 'mine'>,
): readonly GoalMismatch[] =>
  mismatches.filter(
    ({ field, held }) => mine[field] === tenant[field] && (held === undefined || held === tenant[field]),
  );

/** Where saving a goal stands. */
export type SaveState =
  | LastTry
  /** `from` and `unresolved` are what stood in the form when it began. */
  | {
      readonly kind: 'sending';
      readonly from: GoalFields;
      readonly unresolved: GoalTexts;
      /** How far the looking for a goal is whose answer was lost. */
      readonly looking?: Looking;
    }
  /**
   * Fields were sent, and whether the tenant has them is not known. `last` is how the last try since then failed; absent where VS Code
   * ended before there was an answer.
   */
  | { readonly kind: 'inDoubt'; readonly sent: Partial<GoalFields>; readonly last?: FailedTry };
