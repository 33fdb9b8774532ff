import * as l10n from '@vscode/l10n';
import { ApiError, networkCode, type ApiErrorKind } from './api/errors.ts';
import { Failure, type Explanation } from './failure.ts';
import * as words from './failureWords.ts';
import type { Wording } from './failureWords.ts';
import { goalFieldNames, type GoalField } from './model/goalFields.ts';
import { GoalConflict } from './model/merge.ts';
import type { GoalMismatch } from './model/mismatches.ts';
import type { NameOfId } from './editing/namesOfIds.ts';
import type { QueryError } from './model/query/parse.ts';
import { NotConnected } from './model/goalStore.ts';
import { NotPutBack, unreadIn } from './model/sendUpdate.ts';
import { wordingOfQuery } from './queryWords.ts';
import { dayText } from './words/dates.ts';
import { goalFieldLabel, goalFieldList } from './words/fieldLabels.ts';
import { phrase } from './words/phrase.ts';
import { statusText } from './words/statusText.ts';

/**
 * The only wording of failures, with the tables beside it. What it returns is for the screen: the advice may quote the tenant, and so
 * customer data.
 * @param next what to do, where the caller knows better; what Gainsight says and whether it was saved stay
 */
export const explain = (error: unknown, next?: string): Explanation => {
  if (error instanceof ApiError) return explainApiError(error, next);
  if (error instanceof GoalConflict) return explainConflict(error);
  if (error instanceof NotPutBack) return explainNotPutBack(error);
  if (error instanceof Failure) return explained(words.ofFailure[error.kind]());
  return explained(error instanceof NotConnected ? words.notConnected() : words.unforeseen());
};

/** Both in one text, as a message box shows them. */
export const explainInOne = (error: unknown): string => {
  const { sentence, advice } = explain(error);
  return sentences(sentence, advice);
};

/** Of a goal that was not sent since these fields cannot be as they are. */
export const explainProblems = (fields: readonly GoalField[]): string =>
  l10n.t('Fix these fields before saving: {0}.', goalFieldList(fields));

/** Of a goal query that was typed: one sentence. */
export const explainQueryError = (error: QueryError): string => asPlainText(wordingOfQuery(error));

const explained = ([sentence, advice]: Wording): Explanation => ({ sentence, advice });

/** Whole sentences one after the other, without those that are ''. */
const sentences = (...all: readonly string[]): string => all.filter((each) => each !== '').join(' ');

/** Of these the tenant's own sentence, or the id that support asks for, tells more than ours. */
const quoted: ReadonlySet<ApiErrorKind> = new Set(['invalid', 'conflict', 'server', 'forbidden']);
const supported: ReadonlySet<ApiErrorKind> = new Set([...quoted, 'malformed', 'noSuchApi']);

const explainApiError = (error: ApiError, whatToDo: string | undefined): Explanation => {
  const { kind, requestId, outcome } = error;
  const [sentence, advice] = wordingOf(error);
  const id = requestId === undefined || !supported.has(kind) ? '' : idText(requestId);
  const next = whatToDo ?? (outcome === 'unknown' ? l10n.t('Refresh and check before you save again.') : advice);
  return { sentence, advice: sentences(quoteOf(error), outcomeOf(error), next, id) };
};

/** What a gateway says is not Gainsight's word. */
const quoteOf = ({ kind, detail, answeredBy }: ApiError): string =>
  detail === undefined || answeredBy !== 'tenant' || !quoted.has(kind)
    ? ''
    : l10n.t('Gainsight says: “{0}”.', quotable(detail));

const idText = (requestId: string): string => l10n.t('(Gainsight request ID: {0})', asPlainText(requestId));

const quotable = (detail: string): string => asPlainText(detail).replace(/\.$/, '');

const wordingOf = (error: ApiError): Wording => {
  if (error.kind === 'network') return (words.ofNetwork[networkCode(error) ?? ''] ?? words.ofApi.network)();
  const ofGateway = gatewayWordingOf(error);
  if (error.kind === 'throttled') return [(ofGateway ?? words.ofApi.throttled())[0], waitFor(error.retryAfterMs)];
  if (ofGateway !== undefined) return ofGateway;
  if (networkCode(error) === 'unreadable') return words.notReadExactly(unreadIn(error));
  if (networkCode(error) === 'behind') return words.readBehind();
  if (networkCode(error) === 'badId') return words.notAnId();
  if (networkCode(error) === 'namesake') return words.hasMetric();
  if (error.kind === 'malformed' && error.answeredBy === 'tenant') return words.notReadable();
  if (error.code === 'GS_APIG_2402') return words.addressNotAllowed();
  return words.ofApi[error.kind]();
};

const gatewayWordingOf = ({ kind, status, answeredBy }: ApiError): Wording | undefined => {
  if (answeredBy !== 'gateway' || kind === 'malformed') return undefined;
  return words.ofGateway[status ?? 0]?.() ?? (kind === 'server' ? words.gatewayFault() : undefined);
};

const waitFor = (ms: number | undefined): string => {
  if (ms === undefined) return words.waitAMinute();
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60)
    return phrase(
      l10n.t('{0, plural, one {Wait a second, then try again.} other {Wait # seconds, then try again.}}'),
      seconds,
    );
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1
    ? words.waitAMinute()
    : phrase(
        l10n.t('{0, plural, one {Wait # minute, then try again.} other {Wait # minutes, then try again.}}'),
        minutes,
      );
};

/** Where the kind alone leaves it open. */
const outcomeOf = ({ kind, outcome }: ApiError): string => {
  if (outcome === 'unknown') return l10n.t('It is not known whether Gainsight saved your changes.');
  return outcome === 'notStored' && open.has(kind) ? l10n.t('Nothing was saved.') : '';
};

const open: ReadonlySet<ApiErrorKind> = new Set(['network', 'server', 'timeout', 'malformed', 'gateway']);

const longestQuote = 300;

const onOneLine = (text: string): string =>
  text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .replaceAll('](', '] (')
    .trim();

/** One line that VS Code shows as it is: in its messages `[text](command:…)` would be a link that runs a command. */
export const asPlainText = (text: string): string => {
  const line = onOneLine(text);
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote).toWellFormed()}…`;
};

/** What was saved and what the tenant holds, as a person reads both. */
export type ShownMismatch = {
  readonly label: string;
  readonly meant: string;
  /** Undefined where it is not known. */
  readonly held: string | undefined;
};

/** What to say of fields in which the tenant holds another value than the one that was saved. */
export const explainMismatches = (mismatches: readonly ShownMismatch[]): Explanation => ({
  sentence: l10n.t('Saved, but Gainsight has different values than you entered.'),
  advice: sentences(...mismatches.map(mismatchText)),
});

/** As {@link explainMismatches}, in one text, of a goal that no form shows. */
export const explainSavedOtherwise = (mismatches: readonly GoalMismatch[], nameOf: NameOfId): string => {
  const { sentence, advice } = explainMismatches(mismatches.map((each) => shownMismatch(each, nameOf)));
  return sentences(sentence, advice);
};

export const shownMismatch = ({ field, meant, held }: GoalMismatch, nameOf: NameOfId): ShownMismatch => {
  const [mine, theirs] = valueTexts(field, [meant, held ?? ''], nameOf);
  return { label: goalFieldLabel(field), meant: mine, held: held === undefined ? undefined : theirs };
};

type Two = readonly [string, string];

/** Descriptions without their tags, unless only those differ. */
const valueTexts = (field: GoalField, [mine, theirs]: Two, nameOf: NameOfId): Two => {
  const both = (textOf: (value: string) => string): Two => [textOf(mine), textOf(theirs)];
  if (field === 'Status') return both(statusText);
  if (field === 'TargetDate') return both(dayText);
  if (field !== 'Description') return both((value) => nameOf(field, value) ?? value);
  const bare = both((html) => onOneLine(html.replaceAll(/<[^<>]*>/g, ' ')));
  return bare[0] === bare[1] ? [mine, theirs] : bare;
};

/** Two texts as {@link asPlainText} has them; where they are the same as far as that goes, from where they begin to differ. */
const shownApart = (one: string, other: string): readonly [string, string] => {
  const shown = [asPlainText(one), asPlainText(other)] as const;
  const differsAt = Array.from({ length: one.length }, (_, at) => at).find((at) => one[at] !== other[at]) ?? one.length;
  const from = Math.max(0, differsAt - fewBefore);
  if (shown[0] !== shown[1] || from === 0) return shown;
  return [`…${asPlainText(one.slice(from).toWellFormed())}`, `…${asPlainText(other.slice(from).toWellFormed())}`];
};

/** So much before the place where two texts differ tells where that is. */
const fewBefore = 20;

export const mismatchText = ({ label, meant, held }: ShownMismatch): string => {
  const [mine, theirs] = shownApart(meant, held ?? '');
  if (held === undefined) return l10n.t('{0}: Gainsight has not confirmed “{1}”.', label, mine);
  if (theirs === '') return l10n.t('{0}: saved as “{1}”, but Gainsight has no value.', label, mine);
  if (mine === '') return l10n.t('{0}: saved without a value, but Gainsight has “{1}”.', label, theirs);
  return l10n.t('{0}: saved as “{1}”, but Gainsight has “{2}”.', label, mine, theirs);
};

const explainConflict = ({ fields }: GoalConflict): Explanation => ({
  sentence: phrase(
    l10n.t(
      '{0, plural, one {Someone else changed this field in Gainsight since you opened the goal: {1}.} other {Someone else changed these fields in Gainsight since you opened the goal: {1}.}}',
    ),
    fields.length,
    goalFieldList(fields),
  ),
  advice: l10n.t('Nothing was overwritten. Compare the versions, then choose which to keep.'),
});

const explainNotPutBack = ({ lost }: NotPutBack): Explanation => ({
  sentence: l10n.t(
    'A colleague’s change was overwritten and could not be restored yet: {0}.',
    goalFieldList(goalFieldNames.filter((field) => lost[field] !== undefined)),
  ),
  advice: l10n.t('Your own change is saved. Save again to restore theirs.'),
});
