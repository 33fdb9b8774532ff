import { ApiError, type ApiErrorKind } from './api/errors.ts';
import { GoalConflict } from './model/merge.ts';
import { NotConnected } from './model/goalStore.ts';

export type Explanation = {
  /** One sentence: what happened. */
  readonly sentence: string;
  /** One sentence: what to do about it; '' where there is nothing to do. */
  readonly advice: string;
};

/** The only wording of failures. What it returns is for the screen: it may quote the tenant, and so customer data. */
export const explain = (error: unknown): Explanation => {
  if (error instanceof ApiError) return explainApiError(error);
  if (error instanceof GoalConflict) return explainConflict(error);
  if (error instanceof NotConnected) {
    return { sentence: 'No tenant is connected.', advice: 'Connect to a tenant, or try with sample data.' };
  }
  return {
    sentence: 'Something went wrong inside the extension.',
    advice: 'The log says more. Try again; if it happens again, please report it.',
  };
};

/** Both sentences in one text, as a message box shows them. */
export const explainInOne = (error: unknown): string => {
  const { sentence, advice } = explain(error);
  return advice === '' ? sentence : `${sentence} ${advice}`;
};

type Wording = readonly [sentence: string, advice: string];

const wordings: Readonly<Record<ApiErrorKind, Wording>> = {
  unauthorized: [
    'The tenant did not accept the access key.',
    'It may have been regenerated. Connect again with the current key.',
  ],
  forbidden: [
    'The tenant does not allow calls from this computer’s IP address.',
    'Ask your Gainsight admin to add the address to the allow list of the access key, or use the network that is allowed.',
  ],
  notFound: ['The tenant has no such goal any more.', 'Refresh to see what is there now.'],
  noSuchApi: [
    'This host does not serve the customer goals API.',
    'Check the domain; if it is right, ask your Gainsight admin whether the tenant has customer goals.',
  ],
  invalid: ['The tenant did not accept what was sent.', 'Mend it and try again.'],
  conflict: ['The goal was changed in the tenant meanwhile.', 'Look at the change before you save again.'],
  throttled: ['The tenant’s rate limit is used up for now.', 'Wait a minute, then try again.'],
  server: ['The tenant had a fault of its own.', 'Try again in a moment.'],
  network: ['The tenant could not be reached.', 'Check your network, VPN and proxy, then try again.'],
  timeout: ['The tenant took too long to answer.', 'Try again in a moment.'],
  aborted: ['It was cancelled.', ''],
  malformed: [
    'The tenant answered something that is not the customer goals API.',
    'Check the domain, and whether a proxy or a sign-in page stands in between.',
  ],
};

/** Causes that deserve better than 'could not be reached', by the code that Node gives them. */
const networkWordings: Readonly<Record<string, Wording>> = {
  ENOTFOUND: ['There is no such host.', 'Check the domain for a typing error, and your network or VPN.'],
  EAI_AGAIN: ['The host’s name could not be looked up.', 'Check your network or VPN, then try again.'],
  ECONNREFUSED: ['The host refused the connection.', 'Check the address, your VPN and proxy, then try again.'],
  ECONNRESET: ['The connection was cut.', 'Try again in a moment.'],
  certificate: [
    'The host’s certificate is not trusted on this computer.',
    'If your company inspects its traffic, add its root certificate to the operating system; never go on to enter the key otherwise.',
  ],
  redirect: [
    'The host answers with a redirect, which is not followed: it could carry the access key elsewhere.',
    'Use the domain that the redirect leads to, if you trust it.',
  ],
};

const explainApiError = (error: ApiError): Explanation => {
  const [sentence, advice] = wordingOf(error);
  const quoted = error.detail === undefined || error.kind === 'unauthorized' ? '' : ` It says: “${error.detail}”.`;
  const request = error.requestId === undefined ? '' : ` (Request ${error.requestId})`;
  return { sentence: `${sentence}${quoted}`, advice: `${advice}${request}`.trim() };
};

const wordingOf = (error: ApiError): Wording => {
  if (error.kind !== 'network') return wordings[error.kind];
  return networkWordings[networkCode(error.cause) ?? ''] ?? wordings.network;
};

const networkCode = (cause: unknown): string | undefined => {
  if (typeof cause !== 'object' || cause === null) return undefined;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  if (code === undefined) return 'cause' in cause ? networkCode(cause.cause) : undefined;
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code) ? 'certificate' : code;
};

const explainConflict = ({ fields }: GoalConflict): Explanation => ({
  sentence: `Somebody changed the same ${fields.length === 1 ? 'field' : 'fields'} in the tenant meanwhile: ${fields.join(', ')}.`,
  advice: 'Nothing was sent. Compare before you decide which to keep.',
});
