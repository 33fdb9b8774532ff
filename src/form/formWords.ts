import type { Looking } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { ApiError } from '../api/errors.ts';
import { explain, explainInOne } from '../explain.ts';
import { Failure, type Explanation } from '../failure.ts';
import { goalFieldLabels, type GoalField } from '../model/goalFields.ts';
import type { GoalConflict } from '../model/merge.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import type { GoalChoices } from './goalChoices.ts';
import type { GoalSession } from '../editing/goalSession.ts';
import type { Disagreement, Line, Notice } from './protocol.ts';
import type { GoalSaver } from '../editing/goalSaver.ts';
import type { FailedTry } from '../editing/saveState.ts';
import { explainSavedGoal } from './explainSavedGoal.ts';
import type { ReadableText } from './readableText.ts';

/** What a form is made of, as far as its words depend on it. */
export type FormParts = {
  readonly session: GoalSession;
  readonly saver: GoalSaver;
  readonly choices: GoalChoices;
  readonly readable: ReadableText;
  /** With auto save on, VS Code's own save keeps the draft and sends nothing. */
  readonly autoSaves: boolean;
};

/** Where the text is: the one line that is always true. */
export const lineOf = (parts: FormParts): Line => {
  const { session, saver } = parts;
  if (saver.state.kind === 'sending') return { ...lineText(parts), canDiscard: false };
  const isUnsaved = !session.isSent || session.goalId === undefined;
  const send = isUnsaved && session.isLive ? sendLabel(session) : undefined;
  return { ...lineText(parts), canDiscard: !session.isSent, ...(send === undefined ? {} : { send }) };
};

const sendLabel = ({ goalId }: GoalSession): string => (goalId === undefined ? 'Create Goal' : 'Save');

type LineText = Pick<Line, 'kind' | 'text'>;

const lineText = ({ session, saver }: FormParts): LineText => {
  const { state } = saver;
  if (state.kind === 'sending') return { kind: 'sending', text: sendingText(state.looking, session) };
  if (session.draft.error !== undefined)
    return {
      kind: 'notSent',
      text: 'Not saved, and the draft could not be written to this computer. Keep this tab open.',
    };
  switch (state.kind) {
    case 'idle':
      return restingLine(session, state.othersChanged, state.mismatches.length > 0);
    case 'conflict':
      return notSaved('Not saved: the goal has changed in Gainsight since you opened it.', session, saver);
    case 'failed':
      return failedLine(state, session, saver);
    case 'inDoubt':
      return state.last === undefined ? restingLine(session, []) : failedLine(state.last, session, saver);
    default:
      return state satisfies never;
  }
};

const sendingText = (looking: Looking | undefined, { address }: GoalSession): string => {
  const where = tenantLabel(address.tenant);
  return looking === undefined ? `Saving to ${where}…` : `No answer from ${where}: ${lookingText(looking)}`;
};

/** What is done about an answer that was lost; a look every so many seconds, and so it is said by the look and not by the second. */
export const lookingText = ({ nextInMs, leftMs }: Looking): string =>
  `checking whether it was saved. Next check in ${seconds(nextInMs)}, for ${seconds(leftMs)} at most…`;

const seconds = (ms: number): string => `${Math.max(1, Math.round(ms / 1000))} s`;

const failedLine = (failed: FailedTry, session: GoalSession, saver: GoalSaver): LineText => {
  switch (failed.why) {
    case 'fields':
      return saver.problems().length > 0 ? notSaved('', session, saver) : restingLine(session, []);
    case 'noAnswer':
      return { kind: 'notSent', text: withDraft('No answer: the goal may or may not have been saved.', session) };
    case 'error': {
      const { sentence } = explain(withoutDetail(failed.error));
      return notSaved(`Not saved. ${sentence}`, session, saver);
    }
    default:
      return failed satisfies never;
  }
};

/** @param why in place of the fields that keep it from being saved, where there are none */
const notSaved = (why: string, session: GoalSession, saver: GoalSaver): LineText => {
  const problems = saver.problems();
  const fields = listed(problems.map((field) => goalFieldLabels[field]));
  return { kind: 'notSent', text: withDraft(problems.length === 0 ? why : `Not saved: fix ${fields}.`, session) };
};

/** A new goal in which nothing was typed is no draft. */
const withDraft = (sentence: string, { draft }: GoalSession): string =>
  draft.isOnDisk ? `${sentence} Your draft is saved on this computer.` : sentence;

/** The line where nothing is being sent and no try has failed. */
const restingLine = (session: GoalSession, othersChanged: readonly GoalField[], hasMismatch = false): LineText => {
  const where = tenantLabel(session.address.tenant);
  if (session.isDirty && session.draft.changedElsewhere === 'ended' && !session.draft.isOnDisk)
    return { kind: 'notSent', text: 'Not saved, and the draft is gone: what you typed is only in this form.' };
  if (!session.isSent)
    return {
      kind: 'draft',
      text: session.draft.isOnDisk ? 'Draft: saved on this computer only.' : 'Not saved yet.',
    };
  if (session.goalId === undefined) return { kind: 'draft', text: 'New goal: not created yet.' };
  if (session.goal === undefined && session.isLive && session.goalResource.state.kind === 'loading')
    return { kind: 'waiting', text: `Loading from ${where}…` };
  if (session.goal === undefined) return { kind: 'waiting', text: 'This goal has not been loaded yet.' };
  if (session.metric.isBegun)
    return { kind: 'draft', text: `Saved in ${where}. The new metric has not been added yet.` };
  if (hasMismatch) return { kind: 'saved', text: `Saved in ${where}, but some values are different there.` };
  const others = listed(othersChanged.map((field) => goalFieldLabels[field]));
  return {
    kind: 'saved',
    text: others === '' ? `Saved in ${where}.` : `Saved in ${where}. Changes by others were kept: ${others}.`,
  };
};

/** The notice quotes the tenant; the line is too short for it. */
const withoutDetail = (error: unknown): unknown =>
  error instanceof ApiError
    ? new ApiError(error.kind, '', error.cause === undefined ? {} : { cause: error.cause })
    : error;

/** `Name`, `Name and Owner`, `Name, Owner and Status`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** What needs a person's attention; undefined where nothing does, and while the goal is being sent. */
export const noticeOf = (parts: FormParts): Notice | undefined => {
  const { session, saver } = parts;
  const { state } = saver;
  if (state.kind === 'sending') return undefined;
  if (state.kind === 'conflict') return conflictNotice(state.conflict, parts);
  if (session.draft.changedElsewhere !== undefined && !session.isSent) return changedElsewhereNotice(session);
  if (!session.isLive) return offlineNotice(session);
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
        (session.goalId === undefined ? interrupted : undefined)
      );
    case 'idle':
      return asNotice(
        explainSavedGoal(state.mismatches, readable.of.bind(readable), (field, id) =>
          nameOf(field, id, session, choices),
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
  if (failed.why === 'noAnswer') return { ...notice, advice: savedOnce, action: 'send' };
  return { ...notice, action: isUnauthorized(failed.error) ? 'connect' : 'send' };
};

const savedOnce = 'Try again: the goal is read first, and nothing is saved twice.';

const isPerhapsCreated = (error: unknown): boolean => error instanceof Failure && error.kind === 'perhapsCreated';

const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.kind === 'unauthorized';

const changedElsewhereNotice = ({ draft: { changedElsewhere, isOnDisk } }: GoalSession): Notice => {
  if (changedElsewhere === 'typed')
    return {
      kind: 'failure',
      isCalm: true,
      sentence: 'Another window has a draft of this goal too.',
      advice: 'What you type here is kept in a draft of its own. Both are listed in the Drafts view.',
      action: 'keepBoth',
    };
  return {
    kind: 'failure',
    sentence: 'Another window discarded or saved this draft.',
    advice: isOnDisk
      ? 'You have typed since then, so what this form shows is kept as a draft again.'
      : 'What you typed is still here. Keep it as a draft again, or discard it here too.',
    action: 'keep',
  };
};

const unloadedNotice = ({ goal, goalResource: { state } }: GoalSession): Notice | undefined =>
  state.kind === 'failed'
    ? {
        kind: 'failure',
        sentence:
          goal === undefined ? 'The goal could not be loaded.' : 'The goal and its description could not be reloaded.',
        advice: explainInOne(state.error),
        action: 'loadGoal',
      }
    : undefined;

const interrupted: Notice = {
  kind: 'failure',
  sentence: 'VS Code closed while this goal was being created, so it may already exist.',
  advice: 'Check the company’s goals before you create it again.',
  action: 'openExisting',
};

const offlineNotice = ({ address, isDirty }: GoalSession): Notice => ({
  kind: 'failure',
  isCalm: true,
  sentence: `This goal belongs to ${tenantLabel(address.tenant)}, which is not connected.`,
  advice: isDirty ? 'Your draft is saved on this computer.' : '',
  action: 'connect',
});

const conflictNotice = ({ fields, theirs }: GoalConflict, parts: FormParts): Notice => ({
  kind: 'conflict',
  fields: fields.map((field): Disagreement => {
    const { session, saver, choices, readable } = parts;
    const { edits } = session;
    const choice = saver.choiceOf(field);
    const versions = [edits.base[field], theirs[field], edits.mine[field]];
    const [base = '', theirText = '', mine = ''] = readable
      .of(field, versions)
      .map((value) => shown(field, value, session, choices));
    return {
      field,
      label: goalFieldLabels[field],
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

const shown = (field: GoalField, value: string, session: GoalSession, choices: GoalChoices): string => {
  if (value === '') return '(empty)';
  return nameOf(field, value, session, choices) ?? value;
};

/** The name that goes with an id; undefined where none is known, or the field holds no id. */
export const nameOf = (
  field: GoalField,
  id: string,
  { goal, templates }: Pick<GoalSession, 'goal' | 'templates'>,
  choices: GoalChoices,
): string | undefined => {
  switch (field) {
    case 'CompanyId':
      return namedBy(goal, 'CompanyId', 'CompanyName', id) ?? choices.companyName(id);
    case 'OwnerId':
      return namedBy(goal, 'OwnerId', 'OwnerName', id) ?? choices.ownerName(id);
    case 'TemplateId':
      return templates.state.kind === 'loaded' ? templates.state.value.find((each) => each.id === id)?.name : undefined;
    case 'Name':
    case 'Status':
    case 'TargetDate':
    case 'Description':
      return undefined;
  }
};

const namedBy = (
  goal: Goal | undefined,
  idField: 'CompanyId' | 'OwnerId',
  nameField: 'CompanyName' | 'OwnerName',
  id: string,
): string | undefined => (goal?.[idField] === id ? goal[nameField] : undefined);
