import * as l10n from '@vscode/l10n';
import type { Looking } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import { explain } from '../explain.ts';
import { Failure, type Explanation } from '../failure.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { GoalConflict } from '../model/merge.ts';
import type { GoalChoices } from './goalChoices.ts';
import type { GoalSession } from '../editing/goalSession.ts';
import type { Disagreement, Line, Notice } from './protocol.ts';
import type { GoalSaver } from '../editing/goalSaver.ts';
import type { FailedTry } from '../editing/saveState.ts';
import { explainSavedGoal } from './explainSavedGoal.ts';
import type { ReadableText } from './readableText.ts';
import { goalFieldLabel, goalFieldList } from '../words/fieldLabels.ts';
import { lookingForGoal } from './words/lookingText.ts';
import { changedElsewhereNotice, interruptedNotice, offlineNotice, unloadedNotice } from './words/sessionNotices.ts';
import type { Past } from '../words/sparkText.ts';
import { waitingToSave, type Waiting } from '../words/waitingText.ts';
import { shownText, valueText } from './words/valueText.ts';

/** What a form is made of, as far as its words depend on it. */
export type FormParts = {
  readonly session: GoalSession;
  readonly saver: GoalSaver;
  readonly choices: GoalChoices;
  readonly readable: ReadableText;
  /** What a person calls the goal's tenant, and whether they said what it is used for. */
  readonly where: { readonly label: string; readonly isMarked: boolean };
  /** What requests to the form's tenant wait for. */
  readonly waiting?: Waiting | undefined;
  /** How the goal’s numbers went, as far as that was read. */
  readonly past?: () => Past | undefined;
};

/** Where the text is: the one line that is always true. */
export const lineOf = (parts: FormParts): Line => {
  const { session, saver } = parts;
  if (saver.state.kind === 'sending')
    return { ...lineText(parts), canDiscard: false, ...(isWaiting(parts) ? { canCancel: true } : {}) };
  const isUnsaved = !session.isSent || session.goalId === undefined;
  const send = isUnsaved && session.isLive ? sendLabel(session) : undefined;
  return { ...lineText(parts), canDiscard: !session.isSent, ...(send === undefined ? {} : { send }) };
};

const sendLabel = ({ goalId }: GoalSession): string => (goalId === undefined ? l10n.t('Create Goal') : l10n.t('Save'));

type LineText = Pick<Line, 'kind' | 'text'>;

/** A look for what may have been saved already says itself when it comes. */
const isWaiting = ({ saver: { state }, waiting }: FormParts): boolean =>
  waiting !== undefined && state.kind === 'sending' && state.looking === undefined;

const lineText = (parts: FormParts): LineText => {
  const { session, saver, where, waiting } = parts;
  const { state } = saver;
  if (state.kind === 'sending') return { kind: 'sending', text: sendingText(state.looking, waiting, where.label) };
  if (session.draft.error !== undefined)
    return {
      kind: 'notSent',
      text: l10n.t('Not saved. The draft could not be written to this computer. Keep this tab open.'),
    };
  switch (state.kind) {
    case 'idle':
      return restingLine(parts, state.othersChanged, state.mismatches.length > 0);
    case 'conflict':
      return notSaved(l10n.t('Not saved. The goal has changed in Gainsight since you opened it.'), session, saver);
    case 'failed':
      return failedLine(state, parts);
    case 'inDoubt':
      return state.last === undefined ? restingLine(parts, []) : failedLine(state.last, parts);
    default:
      return state satisfies never;
  }
};

const sendingText = (looking: Looking | undefined, waiting: Waiting | undefined, where: string): string => {
  if (looking === undefined && waiting !== undefined) return waitingToSave(where, waiting);
  return looking === undefined ? l10n.t('Saving to {0}…', where) : lookingForGoal(where, looking);
};

const failedLine = (failed: FailedTry, parts: FormParts): LineText => {
  const { session, saver } = parts;
  switch (failed.why) {
    case 'fields':
      return saver.problems().length > 0 ? notSaved('', session, saver) : restingLine(parts, []);
    case 'noAnswer':
      return {
        kind: 'notSent',
        text: withDraft(l10n.t('No answer. The goal may or may not have been saved.'), session),
      };
    case 'error': {
      const { sentence } = explain(withoutDetail(failed.error));
      return notSaved(
        l10n.t({ message: 'Not saved. {0}', args: [sentence], comment: ['{0} is a whole sentence.'] }),
        session,
        saver,
      );
    }
    default:
      return failed satisfies never;
  }
};

/** @param why in place of the fields that keep it from being saved, where there are none */
const notSaved = (why: string, session: GoalSession, saver: GoalSaver): LineText => {
  const problems = saver.problems();
  const text = problems.length === 0 ? why : l10n.t('Not saved. Fix {0}.', goalFieldList(problems));
  return { kind: 'notSent', text: withDraft(text, session) };
};

/** A new goal in which nothing was typed is no draft. */
const withDraft = (sentence: string, { draft }: GoalSession): string =>
  draft.isOnDisk ? `${sentence} ${l10n.t('Your draft is saved on this computer.')}` : sentence;

/** Whoever types sees which of their tenants it is meant for, where they marked it. */
const draftText = ({ session, where: { label, isMarked } }: FormParts): string => {
  if (!session.draft.isOnDisk) return l10n.t('Not saved yet.');
  return isMarked
    ? l10n.t('Draft for {0}: saved on this computer only.', label)
    : l10n.t('Draft: saved on this computer only.');
};

/** The line where nothing is being sent and no try has failed. */
const restingLine = (parts: FormParts, othersChanged: readonly GoalField[], hasMismatch = false): LineText => {
  const { session } = parts;
  const where = parts.where.label;
  if (session.isDirty && session.draft.changedElsewhere === 'ended' && !session.draft.isOnDisk)
    return { kind: 'notSent', text: l10n.t('Not saved. The draft is gone, and your changes are only in this form.') };
  if (!session.isSent) return { kind: 'draft', text: draftText(parts) };
  if (session.goalId === undefined) return { kind: 'draft', text: l10n.t('New goal: not created yet.') };
  if (session.goal === undefined && session.isLive && session.goalResource.state.kind === 'loading')
    return { kind: 'waiting', text: l10n.t('Loading from {0}…', where) };
  if (session.goal === undefined) return { kind: 'waiting', text: l10n.t('This goal has not been loaded yet.') };
  if (session.metric.isBegun)
    return { kind: 'draft', text: l10n.t('Saved in {0}. The new metric has not been added yet.', where) };
  if (hasMismatch) return { kind: 'saved', text: l10n.t('Saved in {0}, but some values are different there.', where) };
  return {
    kind: 'saved',
    text:
      othersChanged.length === 0
        ? l10n.t('Saved in {0}.', where)
        : l10n.t('Saved in {0}. Changes by others were kept: {1}.', where, goalFieldList(othersChanged)),
  };
};

/** The notice quotes the tenant; the line is too short for it. */
const withoutDetail = (error: unknown): unknown =>
  error instanceof ApiError
    ? new ApiError(error.kind, '', error.cause === undefined ? {} : { cause: error.cause })
    : error;

/** What needs a person's attention; undefined where nothing does, and while the goal is being sent. */
export const noticeOf = (parts: FormParts): Notice | undefined => {
  const { session, saver } = parts;
  const { state } = saver;
  if (state.kind === 'sending') return undefined;
  if (state.kind === 'conflict') return conflictNotice(state.conflict, parts);
  if (session.draft.changedElsewhere !== undefined && !session.isSent) return changedElsewhereNotice(session);
  if (!session.isLive) return offlineNotice(session, parts.where.label);
  return saveNotice(parts) ?? unloadedNotice(session);
};

const saveNotice = ({ session, saver, choices, readable }: FormParts): Notice | undefined => {
  const { state } = saver;
  switch (state.kind) {
    case 'failed':
      return failureNotice(state, session, saver);
    case 'inDoubt':
      return (
        (state.last && failureNotice(state.last, session, saver)) ??
        (session.goalId === undefined ? interruptedNotice() : undefined)
      );
    case 'idle':
      return asNotice(
        explainSavedGoal(state.mismatches, readable.of.bind(readable), (field, value) =>
          valueText(field, value, session, choices),
        ),
      );
    case 'sending':
    case 'conflict':
      return undefined;
    default:
      return state satisfies never;
  }
};

const asNotice = (explanation: Explanation | undefined): Notice | undefined =>
  explanation && { kind: 'failure', ...explanation };

/** None where the fields say what is wrong. */
const failureNotice = (failed: FailedTry, { goalId }: GoalSession, saver: GoalSaver): Notice | undefined => {
  if (failed.why === 'fields' || Object.keys(saver.serverErrors()).length > 0) return undefined;
  const notice = { kind: 'failure', ...explain(failed.error) } as const;
  // A goal that may have been created is not offered to be created again: that takes a look first.
  if (isPerhapsCreated(failed.error)) return { ...notice, action: 'openExisting' };
  if (goalId === undefined && failed.why === 'noAnswer') return notice;
  // What was sent is read before anything is sent again.
  if (failed.why === 'noAnswer')
    return {
      kind: 'failure',
      ...explain(failed.error, l10n.t('Try again. The goal is checked first, so nothing is saved twice.')),
      action: 'send',
    };
  return { ...notice, action: isUnauthorized(failed.error) ? 'connect' : 'send' };
};

const isPerhapsCreated = (error: unknown): boolean => error instanceof Failure && error.kind === 'perhapsCreated';

const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.kind === 'unauthorized';

const conflictNotice = ({ fields, theirs }: GoalConflict, parts: FormParts): Notice => ({
  kind: 'conflict',
  fields: fields.map((field): Disagreement => {
    const { session, saver, choices, readable } = parts;
    const { edits } = session;
    const choice = saver.choiceOf(field);
    const versions = [edits.base[field], theirs[field], edits.mine[field]];
    const [base = '', theirText = '', mine = ''] = readable
      .of(field, versions, session)
      .map((value) => shownText(field, value, session, choices));
    return {
      field,
      label: goalFieldLabel(field),
      base,
      theirs: theirText,
      mine,
      ...(choice === undefined ? {} : { choice }),
      isLong: [theirText, mine].some((value) => value.length > longTextLength || value.includes('\n')),
    };
  }),
});

/** Beyond this many characters two texts are compared in VS Code's own editor. */
const longTextLength = 80;
