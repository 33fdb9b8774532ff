import { describe, expect, it } from 'vitest';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from '../../src/api/errors.ts';
import { explain, explainInOne, explainMismatches, explainSavedOtherwise } from '../../src/explain.ts';
import { Failure, type FailureKind } from '../../src/failure.ts';
import { goalFieldNames } from '../../src/model/goalFields.ts';
import { NotConnected } from '../../src/model/goalStore.ts';
import { GoalConflict } from '../../src/model/merge.ts';

/** Written so that a kind that is missing here does not compile. */
const keysOf = <K extends string>(all: Readonly<Record<K, true>>): readonly K[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object of these keys and no other
  Object.keys(all) as K[];

const kinds = keysOf<ApiErrorKind>({
  unauthorized: true,
  forbidden: true,
  notFound: true,
  noSuchApi: true,
  invalid: true,
  conflict: true,
  throttled: true,
  server: true,
  network: true,
  timeout: true,
  aborted: true,
  malformed: true,
  gateway: true,
});
const failureKinds = keysOf<FailureKind>({
  perhapsCreated: true,
  planTaken: true,
  planChanged: true,
  planDamaged: true,
  agentPlanGone: true,
  rowGone: true,
  perhapsMetricAdded: true,
  earlierMetricAdded: true,
  keyNotRead: true,
  keyNotStored: true,
  keyNotForgotten: true,
  goalsNotForgotten: true,
  storedTenantBroken: true,
  tenantNotKept: true,
  sampleNotStarted: true,
});

const noGoal = { Gsid: '', Name: '', CompanyId: '', Status: '' };
const api = (kind: ApiErrorKind, facts?: ApiErrorFacts): string =>
  explainInOne(new ApiError(kind, 'updateGoal', facts));
const network = (code: string): string => api('network', { cause: Object.assign(new Error(code), { code }) });

const everything: readonly unknown[] = [
  ...kinds.map((kind) => new ApiError(kind, 'getGoal')),
  ...kinds.map((kind) => new ApiError(kind, 'createGoal', { outcome: 'unknown' })),
  ...kinds.map((kind) => new ApiError(kind, 'createGoal', { outcome: 'notStored' })),
  ...failureKinds.map((kind) => new Failure(kind, 'a reason for the log')),
  new NotConnected(),
  new GoalConflict(['Name'], noGoal),
  new Error('an accident'),
  'a thrown text',
  undefined,
];

describe('explain', () => {
  it('says of everything in one sentence what happened, and in at most two what to do', () => {
    for (const error of everything) {
      const { sentence, advice } = explain(error);
      expect(sentence).toMatch(/^[A-Z][^.]+\.$/);
      expect(advice).toMatch(/^$|^[A-Z].+\.$/);
    }
  });

  it('shows nothing of what is for the log', () => {
    for (const error of everything)
      expect(explainInOne(error)).not.toMatch(/updateGoal|reason for the log|accident|thrown/);
  });

  it('says something else of each kind', () => {
    const sentences = kinds.map((kind) => api(kind));
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it.each([
    ['ENOTFOUND', 'host was not found'],
    ['EAI_AGAIN', 'could not be resolved'],
    ['ECONNREFUSED', 'refused the connection'],
    ['ETIMEDOUT', 'did not respond'],
    ['EHOSTUNREACH', 'no network route'],
    ['ENETUNREACH', 'no network route'],
    ['ECONNRESET', 'closed before the response was complete'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'closed before the response was complete'],
    ['EPROTO', 'does not use HTTPS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not use HTTPS'],
    ['CERT_HAS_EXPIRED', 'does not trust'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'does not trust'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'does not trust'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'does not trust'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'does not trust'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'does not trust'],
    ['redirect', 'redirects to another address'],
    ['seeOther', 'redirects to another page'],
    ['HPE_HEADER_OVERFLOW', 'headers of the response are too large'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'could not be reached'],
    ['insecure', 'over HTTPS only'],
    ['HPE_INVALID_CONSTANT', 'could not be reached'],
  ])('knows %s', (code, words) => {
    expect(network(code)).toContain(words);
  });

  it('does not say that the tenant refused an id that was not sent', () => {
    const cause = Object.assign(new Error(''), { code: 'badId' });
    expect(api('invalid', { cause, outcome: 'notStored' })).toContain('goal’s ID is not valid');
  });

  it('does not say that a proxy answered where a goal was read as it was before', () => {
    const cause = Object.assign(new Error(''), { code: 'behind' });
    expect(api('malformed', { cause })).toContain('older version of this goal');
  });

  it('blames no proxy for what the tenant itself answered', () => {
    expect(api('malformed', { answeredBy: 'tenant' })).toMatch(/^Gainsight sent a response that could not be read\./);
    expect(api('malformed', { answeredBy: 'tenant' })).not.toMatch(/proxy|sign-in/);
    for (const facts of [{ answeredBy: 'gateway' } as const, {}])
      expect(api('malformed', facts)).toContain('did not come from the customer goals API');
  });

  it('knows a code that is deeper down', () => {
    const cause = new Error('fetch failed', { cause: Object.assign(new Error(''), { code: 'ENOTFOUND' }) });
    expect(api('network', { cause })).toContain('host was not found');
  });

  it('tells a forbidden address from a forbidden key', () => {
    expect(api('forbidden', { code: 'GS_APIG_2402' })).toContain('IP address.');
    expect(api('forbidden')).toContain('denied access');
  });

  it.each([
    [undefined, 'Wait a minute,'],
    [0, 'Wait a second,'],
    [1200, 'Wait 2 seconds,'],
    [59_001, 'Wait a minute,'],
    [60_000, 'Wait a minute,'],
    [61_000, 'Wait 2 minutes,'],
  ])('says how long to wait where the tenant says %s ms', (retryAfterMs, words) => {
    expect(api('throttled', retryAfterMs === undefined ? {} : { retryAfterMs })).toContain(words);
  });

  it('quotes the tenant where that tells more', () => {
    const detail = 'TargetDate: is not a date.';
    expect(api('invalid', { detail, answeredBy: 'tenant' })).toBe(
      'Gainsight did not accept the request. Gainsight says: “TargetDate: is not a date”. Correct the values, then try again.',
    );
    expect(api('unauthorized', { detail, answeredBy: 'tenant' })).not.toContain(detail);
    expect(api('throttled', { detail, answeredBy: 'tenant' })).not.toContain(detail);
  });

  it.each([{ status: 502, answeredBy: 'gateway' } as const, {}])(
    'does not say that a gateway is Gainsight: %j',
    (facts) => {
      const detail = 'Invalid API key. Ask your administrator to regenerate it.';
      for (const kind of kinds) expect(api(kind, { ...facts, detail })).not.toMatch(/Gainsight says|regenerate it/);
    },
  );

  it('gives the id that support asks for', () => {
    expect(api('server', { requestId: 'abc-1' })).toMatch(/\(Gainsight request ID: abc-1\)$/);
    expect(api('throttled', { requestId: 'abc-1' })).not.toContain('abc-1');
  });

  it('makes no link and no second line of what a tenant says', () => {
    const detail = '[Sign in](command:workbench.action.quit)\n\u202eagain\u0000';
    expect(api('invalid', { detail, answeredBy: 'tenant' })).toContain(
      '“[Sign in] (command:workbench.action.quit) again”',
    );
    expect(api('server', { requestId: '[a](command:b)' })).not.toContain('](');
  });

  it('shortens what a tenant says', () => {
    expect(api('invalid', { detail: 'x'.repeat(5000) }).length).toBeLessThan(500);
  });

  it('says whether a write was stored, where that is open', () => {
    expect(api('timeout', { outcome: 'notStored' })).toContain('took too long to respond. Nothing was saved.');
    expect(api('invalid', { outcome: 'notStored' })).not.toContain('saved');
    expect(api('timeout', { outcome: 'unknown' })).toBe(
      'The tenant took too long to respond. It is not known whether Gainsight saved your changes. Refresh and check before you save again.',
    );
  });

  it('names the fields of a conflict as a form does', () => {
    expect(explain(new GoalConflict(['TargetDate', 'OwnerId'], noGoal)).sentence).toContain(
      'these fields in Gainsight since you opened the goal: Target date and Owner.',
    );
    expect(explain(new GoalConflict(goalFieldNames, noGoal)).sentence).not.toContain('undefined');
  });
});

describe('what answered in the tenant’s place', () => {
  it.each([
    ['gateway', 401, 'refused the request before it reached the tenant'],
    ['gateway', 403, 'refused the request before it reached the tenant'],
    ['noSuchApi', 404, 'A gateway responded that this host does not provide'],
    ['gateway', 405, 'gateway or proxy blocked the request'],
    ['gateway', 407, 'proxy requires you to sign in'],
    ['server', 408, 'could not get a response from the tenant'],
    ['gateway', 413, 'does not accept requests this large'],
    ['server', 421, 'could not get a response from the tenant'],
    ['throttled', 429, 'limiting requests right now. Wait a minute'],
    ['server', 502, 'could not get a response from the tenant'],
    ['gateway', 511, 'network requires you to sign in'],
  ] as const)('%s %i is not taken for the tenant', (kind, status, words) => {
    const told = api(kind, { status, answeredBy: 'gateway' });
    expect(told).toContain(words);
    expect(told).not.toMatch(/regenerated|no longer exists|rejected|Gainsight did not/);
  });

  it.each([
    ['unauthorized', 401, 'access key was rejected'],
    ['forbidden', 403, 'denied access'],
    ['notFound', 404, 'no longer exists'],
    ['noSuchApi', 404, 'does not provide'],
    ['throttled', 429, 'rate limit has been reached'],
    ['server', 500, 'had an internal error'],
  ] as const)('%s %i of the tenant itself is its word', (kind, status, words) => {
    expect(api(kind, { status, answeredBy: 'tenant' })).toContain(words);
  });
});

it.each<readonly [meant: string, held: string, said: RegExp]>([
  ['one', 'other', /saved as “one”, but Gainsight has “other”/],
  [`${'x'.repeat(1000)} mine`, `${'x'.repeat(1000)} theirs`, /“…x+ mine”.*“…x+ theirs”/],
  ['x'.repeat(1000), 'x'.repeat(900), /“…x{120}”.*“…x{20}”/],
  [`${'x'.repeat(1000)}😀`, `${'x'.repeat(1000)}😁`, /“…x+😀”.*“…x+😁”/],
])('two values that differ are shown apart, however long they are (%#)', (meant, held, said) => {
  expect(explainMismatches([{ label: 'Description', meant, held }]).advice).toMatch(said);
});

it.each([
  ['Status', 'Achieved', 'In Progress', 'Status: saved as “Achieved”, but Gainsight has “In Progress”.'],
  ['OwnerId', 'U1', '', 'Owner: saved as “Ana”, but Gainsight has no value.'],
  ['TemplateId', 'T1', undefined, 'Template: Gainsight has not confirmed “T1”.'],
  ['TargetDate', '2031-12-31', '2031-12-30', 'saved as “Dec 31, 2031”, but Gainsight has “Dec 30, 2031”.'],
  ['Description', '<p>one</p>', '<p>other</p>', 'saved as “one”, but Gainsight has “other”.'],
  ['Description', '<p>one</p>', '<b>one</b>', 'saved as “<p>one</p>”, but Gainsight has “<b>one</b>”.'],
] as const)('what was saved otherwise beside a form is said with both values: %s', (field, meant, held, said) => {
  const text = explainSavedOtherwise([{ field, meant, held }], (_, id) => (id === 'U1' ? 'Ana' : undefined));
  expect(text).toContain('Saved, but Gainsight has different values than you entered.');
  expect(text).toContain(said);
});
