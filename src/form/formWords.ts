import type { Looking } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { ApiError } from '../api/errors.ts';
import { explain, explainInOne } from '../explain.ts';
import { Failure, type Explanation } from '../failure.ts';
import { goalFieldLabels, type GoalField } from '../model/goalFields.ts';
import type { GoalConflict } from '../model/merge.ts';
import { tenantLabel } from '../model/tenant.ts';
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
  const send = isUnsaved && session.isLive ? sendLabel(parts) : undefined;
  return { ...lineText(parts), canDiscard: !session.isSent, ...(send === undefined ? {} : { send }) };
};

const sendLabel = ({ session, autoSaves }: FormParts): string => {
  if (session.goalId === undefined) return 'Create Goal';
  return autoSaves ? 'Send' : 'Save';
};

type LineText = Pick<Line, 'kind' | 'text'>;

const lineText = ({ session, saver }: FormParts): LineText => {
  const { state } = saver;
  if (state.kind === 'sending') return { kind: 'sending', text: sendingText(state.looking, session) };
  if (session.draft.error !== undefined)
    return {
      kind: 'notSent',
      text: 'Not sent, and the draft could not be written to this computer: keep this tab open.',
    };
  switch (state.kind) {
    case 'idle':
      return restingLine(session, state.othersChanged, state.mismatches.length > 0);
    case 'conflict':
      return notSent('the goal was changed in the tenant meanwhile.', session, saver);
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
  return looking === undefined ? `Sending to ${where}…` : `No answer from ${where}: ${lookingText(looking)}`;
};

/** What is done about an answer that was lost; a look every so many seconds, and so it is said by the look and not by the second. */
export const lookingText = ({ nextInMs, leftMs }: Looking): string =>
  `looking whether it is there. Next look in ${seconds(nextInMs)}, for ${seconds(leftMs)} at most…`;

const seconds = (ms: number): string => `${Math.max(1, Math.round(ms / 1000))} s`;

const failedLine = (failed: FailedTry, session: GoalSession, saver: GoalSaver): LineText => {
  switch (failed.why) {
    case 'fields':
      return saver.problems().length > 0 ? notSent('', session, saver) : restingLine(session, []);
    case 'noAnswer':
      return { kind: 'notSent', text: `It is not known whether the tenant has it.${keptAs(session)}` };
    case 'error': {
      const { sentence } = explain(withoutDetail(failed.error));
      return notSent(sentence.charAt(0).toLowerCase() + sentence.slice(1), session, saver);
    }
    default:
      return failed satisfies never;
  }
};

/** @param why in place of the fields that keep it from being saved, where there are none */
const notSent = (why: string, session: GoalSession, saver: GoalSaver): LineText => {
  const problems = saver.problems();
  const reason = problems.length === 0 ? why : `look at ${listed(problems.map((field) => goalFieldLabels[field]))}.`;
  return { kind: 'notSent', text: `Not sent: ${reason}${keptAs(session)}` };
};

/** A new goal in which nothing was typed is no draft. */
const keptAs = ({ draft }: GoalSession): string => (draft.isOnDisk ? ' Kept as a draft on this computer.' : '');

/** The line where nothing is being sent and no try has failed. */
const restingLine = (session: GoalSession, othersChanged: readonly GoalField[], hasMismatch = false): LineText => {
  const where = tenantLabel(session.address.tenant);
  if (session.isDirty && session.draft.changedElsewhere === 'ended' && !session.draft.isOnDisk)
    return { kind: 'notSent', text: 'Not sent, and no draft any more: what you typed is only in this form.' };
  if (!session.isSent)
    return {
      kind: 'draft',
      text: session.draft.isOnDisk ? 'Draft: not sent yet, kept on this computer.' : 'Not sent yet.',
    };
  if (session.goalId === undefined) return { kind: 'draft', text: 'New goal: not sent yet.' };
  if (session.goal === undefined && session.isLive && session.goalResource.state.kind === 'loading')
    return { kind: 'waiting', text: `Loading from ${where}…` };
  if (session.goal === undefined) return { kind: 'waiting', text: 'Nothing is known of this goal yet.' };
  if (session.metric.isBegun)
    return { kind: 'draft', text: `Saved in ${where}, but for the new metric: not added yet, kept on this computer.` };
  if (hasMismatch) return { kind: 'saved', text: `Saved in ${where}, but some values are different there.` };
  const others = listed(othersChanged.map((field) => goalFieldLabels[field]));
  return {
    kind: 'saved',
    text: `Saved in ${where}${others === '' ? '' : `, and kept what others changed: ${others}`}.`,
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
  if (goalId === undefined && (failed.why === 'noAnswer' || isPerhapsCreated(failed.error))) return notice;
  return { ...notice, action: isUnauthorized(failed.error) ? 'connect' : 'send' };
};

const isPerhapsCreated = (error: unknown): boolean => error instanceof Failure && error.kind === 'perhapsCreated';

const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.kind === 'unauthorized';

const changedElsewhereNotice = ({ draft: { changedElsewhere, isOnDisk } }: GoalSession): Notice => {
  if (changedElsewhere === 'typed')
    return {
      kind: 'failure',
      isCalm: true,
      sentence: 'This goal has another draft, typed in another window.',
      advice: 'What you type here is kept as a draft of its own. Both are listed in the side bar.',
      action: 'keep',
    };
  return {
    kind: 'failure',
    sentence: 'Another window discarded this draft, or sent it.',
    advice: isOnDisk
      ? 'You typed on, so what this form shows is kept as a draft again.'
      : 'What you typed is still here: keep it as a draft again, or discard it here too.',
    action: 'keep',
  };
};

const unloadedNotice = ({ goal, goalResource: { state } }: GoalSession): Notice | undefined =>
  state.kind === 'failed'
    ? {
        kind: 'failure',
        sentence:
          goal === undefined
            ? 'The goal could not be loaded.'
            : 'The goal could not be loaded again, with its description.',
        advice: explainInOne(state.error),
        action: 'loadGoal',
      }
    : undefined;

const interrupted: Notice = {
  kind: 'failure',
  sentence: 'VS Code ended while this goal was being sent: the tenant may already have it.',
  advice: 'Look among the company’s goals before you send it again.',
};

const offlineNotice = ({ address, isDirty }: GoalSession): Notice => ({
  kind: 'failure',
  isCalm: true,
  sentence: `This goal belongs to ${tenantLabel(address.tenant)}, which is not connected.`,
  advice: isDirty ? 'Your draft is kept on this computer.' : '',
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
