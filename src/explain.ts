import { ApiError, networkCode, type ApiErrorKind } from './api/errors.ts';
import { Failure, type Explanation, type FailureKind } from './failure.ts';
import { goalFieldLabels, goalFieldNames, type GoalField } from './model/goalFields.ts';
import { GoalConflict } from './model/merge.ts';
import { NotConnected } from './model/goalStore.ts';
import { NotPutBack } from './model/sendUpdate.ts';

/** The only wording of failures. What it returns is for the screen: it may quote the tenant, and so customer data. */
export const explain = (error: unknown): Explanation => {
  if (error instanceof ApiError) return explainApiError(error);
  if (error instanceof GoalConflict) return explainConflict(error);
  if (error instanceof NotPutBack) return explainNotPutBack(error);
  if (error instanceof Failure) return explained(failureWordings[error.kind]);
  if (error instanceof NotConnected) return explained(notConnected);
  return explained(unforeseen);
};

/** Both in one text, as a message box shows them. */
export const explainInOne = (error: unknown): string => {
  const { sentence, advice } = explain(error);
  return advice === '' ? sentence : `${sentence} ${advice}`;
};

/** Of a goal that was not sent since these fields cannot be as they are. */
export const explainProblems = (fields: readonly GoalField[]): string =>
  `Fix these fields before saving: ${fields.map((field) => goalFieldLabels[field]).join(', ')}.`;

type Wording = readonly [sentence: string, advice: string];

const explained = ([sentence, advice]: Wording): Explanation => ({ sentence, advice });

const notConnected: Wording = ['No tenant is connected.', 'Connect to a tenant, or try with sample data.'];

const unforeseen: Wording = [
  'Something went wrong inside the extension.',
  'The log says more. Try again; if it happens again, please report it.',
];

const wordings: Readonly<Record<ApiErrorKind, Wording>> = {
  unauthorized: [
    'The tenant did not accept the access key.',
    'The key may have been regenerated: connect with the current one (in Gainsight: Administration > Connectors 2.0 > Gainsight API).',
  ],
  forbidden: [
    'The tenant refused access.',
    'Ask your Gainsight admin whether the access key may be used for customer goals, and from which IP addresses.',
  ],
  notFound: ['The goal is not in the tenant any more.', 'Refresh to see what is there now.'],
  noSuchApi: [
    'This host does not serve the customer goals API.',
    'Check the domain; if it is right, ask your Gainsight admin whether the tenant has customer goals.',
  ],
  invalid: ['The tenant did not accept what was sent.', 'Change it, then try again.'],
  conflict: ['The goal was changed in the tenant meanwhile.', 'Refresh and look at the change before you save again.'],
  throttled: ['The tenant’s rate limit is used up for now.', 'Wait a minute, then try again.'],
  server: ['The tenant had a fault of its own.', 'Try again in a moment.'],
  network: ['The tenant could not be reached.', 'Check your network, VPN and proxy, then try again.'],
  timeout: [
    'The tenant took too long to answer.',
    'Try again in a moment; if it happens again, check your VPN and proxy.',
  ],
  aborted: ['This was cancelled.', ''],
  malformed: [
    'The tenant’s answer is not one of the customer goals API.',
    'Check the domain, and whether a proxy or a sign-in page stands in between.',
  ],
  gateway: [
    'A gateway or proxy answered in the tenant’s place, and let nothing through.',
    'Try again in a moment; if it happens again, check your VPN and proxy.',
  ],
};

const notReadExactly: Wording = [
  'A field of this goal came from the tenant in a form that cannot be read exactly, and saving would overwrite it.',
  'Nothing was sent. Change the goal in Gainsight itself, or have the field set right there.',
];

const notAnId: Wording = [
  'This goal has no id that the tenant could be asked for.',
  'Nothing was sent. Refresh, then open the goal from the list.',
];

const refusedOnTheWay: Wording = [
  'A proxy, a gateway or a sign-in page refused this, and not the tenant.',
  'Check your network, your VPN and the sign-in to your proxy, then try again. Nothing is wrong with the access key as far as is known.',
];

/** Of answers that are not the tenant's own, by HTTP status. */
const gatewayWordings: Readonly<Record<number, Wording>> = {
  401: refusedOnTheWay,
  403: refusedOnTheWay,
  404: [
    'A gateway answered that it knows no such address, and not the tenant: this host does not serve the customer goals API, or not just now.',
    'Try again in a moment; if it happens again, check the domain, and ask your Gainsight admin whether the tenant has customer goals.',
  ],
  407: [
    'The proxy between here and the tenant wants you to sign in.',
    'Sign in to the proxy, or set it up in VS Code (setting http.proxy), then try again. The access key has no part in this.',
  ],
  413: [
    'A gateway before the tenant takes nothing as long as what was sent.',
    'Shorten it, for example the description, then try again.',
  ],
  429: ['A gateway before the tenant lets nothing more through for now.', ''],
  511: ['The network wants you to sign in before it lets anything through.', 'Sign in with a browser, then try again.'],
};

const gatewayFault: Wording = [
  'A gateway answered in the tenant’s place that something is wrong behind it.',
  'Try again in a moment.',
];

const addressNotAllowed: Wording = [
  'The tenant does not allow calls from your IP address.',
  'Use the network or VPN that is allowed, or ask your Gainsight admin to put your address on the allow list.',
];

const noRoute: Wording = ['There is no way from here to the host.', 'Check your network and VPN, then try again.'];
const cut: Wording = ['The connection was cut before the answer was complete.', 'Try again in a moment.'];
const noTls: Wording = [
  'The host does not speak https at this address.',
  'Check the domain and the port, and whether a proxy stands in between.',
];

/** By Node's code for what went wrong below HTTP, or the client's own. */
const networkWordings: Readonly<Record<string, Wording>> = {
  ENOTFOUND: ['There is no such host.', 'Check the domain for a typing error, and whether it needs a VPN.'],
  EAI_AGAIN: ['The host’s name could not be looked up just now.', 'Check your network and VPN, then try again.'],
  ECONNREFUSED: ['The host refused the connection.', 'Check the domain and the port, your VPN and your proxy.'],
  ETIMEDOUT: ['The host did not answer.', 'Check the domain, your VPN and your proxy, then try again.'],
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ECONNRESET: cut,
  EPIPE: cut,
  ERR_STREAM_PREMATURE_CLOSE: cut,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  certificate: [
    'This computer does not trust the host’s certificate: it has expired, belongs to another host, or was issued by nobody known here.',
    'The access key was not sent. Check the domain; if your company inspects its traffic, have its root certificate installed on this computer.',
  ],
  HPE_HEADER_OVERFLOW: [
    'The headers of the answer are longer than this computer accepts.',
    'Check whether a proxy or a sign-in page stands in between and sets many cookies.',
  ],
  seeOther: [
    'The host answers with the address of another page, and the access key is not sent there.',
    'Check the domain: it should be the one that Gainsight itself shows in the browser.',
  ],
  redirect: [
    'The host redirects to another address, and the access key is not sent there.',
    'Check the domain: it should be the one that Gainsight itself shows in the browser.',
  ],
  insecure: ['The access key is sent over https only.', 'Connect again with an address that begins with https://.'],
};

const failureWordings: Readonly<Record<FailureKind, Wording>> = {
  perhapsCreated: [
    'A goal of the name that was sent is in the company by now: the last try may have created it after all.',
    'Nothing was sent. Look at that goal; if it is yours, discard this draft, and if not, give this one another name and send it again.',
  ],
  perhapsMetricAdded: [
    'It is not known whether the goal has this metric.',
    'Nothing was sent. A metric cannot be removed again, so look at the goal in Gainsight before you add it once more.',
  ],
  earlierMetricAdded: [
    'The metric that you added before, whose answer was lost, is in the goal after all.',
    'Nothing else was sent. Add this one too, or cancel.',
  ],
  keyNotRead: [
    'The secret storage of VS Code could not be read, and the access key is in there.',
    'Unlock the keyring of this computer and reload the window, or connect again.',
  ],
  keyNotStored: [
    'You are connected, but the secret storage of VS Code did not take the access key.',
    'When this window is closed the key is gone. Unlock or set up the keyring of this computer, then connect again.',
  ],
  keyNotForgotten: [
    'You are disconnected, but the access key could not be removed from the secret storage of VS Code.',
    'Unlock the keyring of this computer, reload the window, then disconnect again.',
  ],
  storedTenantBroken: [
    'What was stored about the tenant cannot be understood any more.',
    'Connect to the tenant again.',
  ],
  goalsNotForgotten: [
    'The goals that were kept on this computer could not be removed from it.',
    'Reload the window to try again; the log says what stood in the way.',
  ],
  sampleNotStarted: [
    'The sample tenant could not be started on this computer.',
    'The log says why. Try again, or connect to a tenant.',
  ],
};

/** Of these the tenant's own sentence, or the id that support asks for, tells more than ours. */
const quoted: ReadonlySet<ApiErrorKind> = new Set(['invalid', 'conflict', 'server', 'forbidden']);
const supported: ReadonlySet<ApiErrorKind> = new Set([...quoted, 'malformed', 'noSuchApi']);

const explainApiError = (error: ApiError): Explanation => {
  const { kind, detail, requestId, outcome } = error;
  const [what, advice] = wordingOf(error);
  const quote = detail !== undefined && quoted.has(kind) ? `: “${withoutStop(asPlainText(detail))}”` : '';
  const next = outcome === 'unknown' ? 'Refresh and look for it before you send it again.' : advice;
  const id =
    requestId !== undefined && supported.has(kind) ? `(Gainsight’s request id: ${asPlainText(requestId)})` : '';
  return {
    sentence: `${withoutStop(what)}${quote}${outcomeOf(error)}.`,
    advice: [next, id].filter((part) => part !== '').join(' '),
  };
};

const wordingOf = (error: ApiError): Wording => {
  if (error.kind === 'network') return networkWordings[networkCode(error) ?? ''] ?? wordings.network;
  const ofGateway = gatewayWordingOf(error);
  if (error.kind === 'throttled') return [(ofGateway ?? wordings.throttled)[0], waitFor(error.retryAfterMs)];
  if (ofGateway !== undefined) return ofGateway;
  if (networkCode(error) === 'unreadable') return notReadExactly;
  if (networkCode(error) === 'badId') return notAnId;
  if (error.code === 'GS_APIG_2402') return addressNotAllowed;
  return wordings[error.kind];
};

const gatewayWordingOf = ({ kind, status, answeredBy }: ApiError): Wording | undefined => {
  if (answeredBy !== 'gateway' || kind === 'malformed') return undefined;
  return gatewayWordings[status ?? 0] ?? (kind === 'server' ? gatewayFault : undefined);
};

const waitFor = (ms: number | undefined): string => {
  if (ms === undefined) return wordings.throttled[1];
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return `Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then try again.`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? wordings.throttled[1] : `Wait ${minutes} minutes, then try again.`;
};

/** Where the kind alone leaves it open. */
const outcomeOf = ({ kind, outcome }: ApiError): string => {
  if (outcome === 'unknown') return ', and it is not known whether the tenant stored what was sent';
  return outcome === 'notStored' && open.has(kind) ? ', and nothing was stored' : '';
};

const open: ReadonlySet<ApiErrorKind> = new Set(['network', 'server', 'timeout', 'malformed', 'gateway']);

const longestQuote = 300;

/** One line that VS Code shows as it is: in its messages `[text](command:…)` would be a link that runs a command. */
export const asPlainText = (text: string): string => {
  const line = text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .replaceAll('](', '] (')
    .trim();
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote).toWellFormed()}…`;
};

const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** What was saved and what the tenant holds, as a person reads both. */
export type ShownMismatch = {
  readonly label: string;
  readonly meant: string;
  /** Undefined where it is not known. */
  readonly held: string | undefined;
};

/** What to say of fields in which the tenant holds another value than the one that was saved. */
export const explainMismatches = (mismatches: readonly ShownMismatch[]): Explanation => ({
  sentence: 'Saved, but Gainsight holds other values than you entered.',
  advice: mismatches.map(mismatchText).join(' '),
});

const mismatchText = ({ label, meant, held }: ShownMismatch): string => {
  const [mine, theirs] = [asPlainText(meant), asPlainText(held ?? '')];
  if (held === undefined) return `${label}: Gainsight has not confirmed “${mine}”.`;
  if (theirs === '') return `${label}: saved as “${mine}”, but Gainsight holds no value.`;
  if (mine === '') return `${label}: saved without a value, but Gainsight holds “${theirs}”.`;
  return `${label}: saved as “${mine}”, but Gainsight holds “${theirs}”.`;
};

const explainConflict = ({ fields }: GoalConflict): Explanation => ({
  sentence: `Somebody changed the same ${fields.length === 1 ? 'field' : 'fields'} in the tenant meanwhile: ${fields.map((field) => goalFieldLabels[field]).join(', ')}.`,
  advice: 'Nothing was overwritten. Compare before you decide which to keep.',
});

const explainNotPutBack = ({ lost }: NotPutBack): Explanation => ({
  sentence: `What a colleague changed at the same moment was written over and could not be put back yet: ${goalFieldNames
    .filter((field) => lost[field] !== undefined)
    .map((field) => goalFieldLabels[field])
    .join(', ')}.`,
  advice: 'Your own change is in the tenant. Save again to put theirs back.',
});
