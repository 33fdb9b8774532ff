import { ApiError, type ApiErrorKind } from '../api/errors.ts';
import { explain, explainInOne } from '../explain.ts';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import { NotConnected } from '../model/goalStore.ts';
import { OtherTenant } from './agentTenant.ts';
import { problem, type Answer } from './answer.ts';
import { fenced } from './fence.ts';

/**
 * What went wrong and what to do next. What the tenant says of it stands within the fence. What nobody foresaw is in the log: no answer
 * says where it was thrown.
 * @param what was to be done
 */
export const failureAnswer = (error: unknown, what: string, log: Pick<Log, 'error'>): Answer => {
  if (!isForeseen(error)) log.error(`${what}: ${causeOf(error)}`);
  if (!(error instanceof ApiError)) return ofThisComputer(error);
  const { answeredBy, detail, requestId } = error;
  const quotes = [
    ...(detail === undefined || answeredBy !== 'tenant' ? [] : [`Gainsight says: ${detail}`]),
    ...(requestId === undefined ? [] : [`Gainsight request id: ${requestId}`]),
  ];
  const { sentence, advice } = explain(withoutQuotes(error), next[error.kind]);
  return problem(
    `${sentence} ${advice}`.trim(),
    quotes.length === 0 ? undefined : fenced(quotes.join('\n').slice(0, 1000)),
  );
};

const foreseen: ReadonlySet<string> = new Set(['PlanTaken', 'PlanBegun', 'PlanDamaged', 'AbortError']);

const isForeseen = (error: unknown): boolean =>
  error instanceof ApiError ||
  error instanceof Failure ||
  error instanceof NotConnected ||
  (error instanceof Error && foreseen.has(error.name));

const ofThisComputer = (error: unknown): Answer => {
  const name = error instanceof Error ? error.name : '';
  if (error instanceof OtherTenant)
    return problem(
      'The window was connected to another tenant, or disconnected, meanwhile. Nothing was sent to another tenant.',
      'Ask the person which tenant is meant. For changes, call plan_changes again.',
    );
  if (name === 'PlanTaken' || name === 'PlanBegun')
    return problem(explain(new Failure('planTaken')).sentence, 'Wait until it is through, then call again.');
  if (name === 'PlanDamaged')
    return problem(explain(new Failure('planDamaged')).sentence, 'Nothing was sent. Call plan_changes again.');
  return problem(explainInOne(error), 'Call again once; if it stays so, tell the person.');
};

/** The error without what the tenant says of it. */
export const withoutQuotes = ({ kind, status, answeredBy, code, retryAfterMs, outcome, cause }: ApiError): ApiError => {
  const facts = { status, answeredBy, code, retryAfterMs, outcome, cause };
  return new ApiError(
    kind,
    'tool',
    Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  );
};

/** What a model can do. */
const next: Readonly<Partial<Record<ApiErrorKind, string>>> = {
  notFound: 'Call search_goals to find the id of a goal that is there.',
  unauthorized: 'A person has to set another access key and start the server again.',
  throttled: 'Ask for less at a time.',
};
