import * as l10n from '@vscode/l10n';
import type { ApiErrorKind } from './api/errors.ts';
import type { FailureKind } from './failure.ts';
import type { GoalField } from './model/goalFields.ts';
import { goalFieldList } from './words/fieldLabels.ts';
import { phrase } from './words/phrase.ts';

/** What happened, in one sentence, and what to do about it; '' where there is nothing to do. Only `explain.ts` reads these tables. */
export type Wording = readonly [sentence: string, advice: string];

type Table<Key extends string> = Readonly<Record<Key, () => Wording>>;

export const notConnected = (): Wording => [
  l10n.t('No tenant is connected.'),
  l10n.t('Connect to a tenant, or try the sample data.'),
];

export const unforeseen = (): Wording => [
  l10n.t('Something went wrong in the extension.'),
  l10n.t('Try again. If it keeps happening, see the log for details and report it.'),
];

export const ofApi: Table<ApiErrorKind> = {
  unauthorized: () => [
    l10n.t('The access key was rejected.'),
    l10n.t(
      'It may have been regenerated. In Gainsight, copy the current key from Administration > Connectors 2.0 > Gainsight API, then connect again.',
    ),
  ],
  forbidden: () => [
    l10n.t('The tenant denied access.'),
    l10n.t(
      'Ask your Gainsight admin whether this access key can be used for customer goals, and from your IP address.',
    ),
  ],
  notFound: () => [l10n.t('This goal no longer exists in Gainsight.'), l10n.t('Refresh to see the current goals.')],
  noSuchApi: () => [
    l10n.t('This host does not provide the customer goals API.'),
    l10n.t('Check the domain. If it is correct, ask your Gainsight admin whether customer goals are enabled.'),
  ],
  invalid: () => [l10n.t('Gainsight did not accept the request.'), l10n.t('Correct the values, then try again.')],
  conflict: () => [
    l10n.t('The goal has changed in Gainsight since you opened it.'),
    l10n.t('Refresh and review the change before you save again.'),
  ],
  throttled: () => [l10n.t('The tenant’s rate limit has been reached.'), waitAMinute()],
  server: () => [l10n.t('Gainsight had an internal error.'), tryAgainSoon()],
  network: () => [
    l10n.t('The tenant could not be reached.'),
    l10n.t('Check your network, VPN, and proxy, then try again.'),
  ],
  timeout: () => [l10n.t('The tenant took too long to respond.'), tryAgainOrCheck()],
  aborted: () => [l10n.t('This was canceled.'), ''],
  malformed: () => [
    l10n.t('The response did not come from the customer goals API.'),
    l10n.t('Check the domain, and whether a proxy or sign-in page is in between.'),
  ],
  gateway: () => [l10n.t('A gateway or proxy blocked the request.'), tryAgainOrCheck()],
};

/** @param fields none where it was not noted which */
export const notReadExactly = (fields: readonly GoalField[]): Wording => [
  fields.length === 0
    ? l10n.t('This goal has a field that cannot be read exactly, and saving would overwrite it.')
    : phrase(
        l10n.t(
          '{0, plural, one {This goal has a field that cannot be read exactly, and saving would overwrite it: {1}.} other {This goal has fields that cannot be read exactly, and saving would overwrite them: {1}.}}',
        ),
        fields.length,
        goalFieldList(fields),
      ),
  l10n.t('Nothing was saved. Edit the goal in Gainsight, or have the field corrected there.'),
];

export const readBehind = (): Wording => [
  l10n.t('Gainsight sent an older version of this goal than the list shows.'),
  tryAgainSoon(),
];

export const hasMetric = (): Wording => [
  l10n.t('This goal already has a metric with this name and other values.'),
  l10n.t('Nothing was saved. Give the metric another name, or add it in the goal’s form.'),
];

export const notReadable = (): Wording => [
  l10n.t('Gainsight sent a response that could not be read.'),
  l10n.t('Try again in a moment. If it keeps happening, contact Gainsight support.'),
];

export const notAnId = (): Wording => [
  l10n.t('This goal’s ID is not valid.'),
  l10n.t('Nothing was saved. Refresh, then open the goal from the list.'),
];

export const addressNotAllowed = (): Wording => [
  l10n.t('The tenant does not allow requests from your IP address.'),
  l10n.t('Use a network or VPN that is allowed, or ask your Gainsight admin to add your IP address to the allowlist.'),
];

const refusedOnTheWay = (): Wording => [
  l10n.t('A proxy, gateway, or sign-in page refused the request before it reached the tenant.'),
  l10n.t('Check your network, VPN, and proxy sign-in, then try again. The access key is probably not the cause.'),
];

/** Of answers that are not the tenant's own, by HTTP status. */
export const ofGateway: Readonly<Record<number, () => Wording>> = {
  401: refusedOnTheWay,
  403: refusedOnTheWay,
  404: () => [
    l10n.t('A gateway responded that this host does not provide the customer goals API.'),
    l10n.t(
      'Try again in a moment. If it keeps happening, check the domain, and ask your Gainsight admin whether customer goals are enabled.',
    ),
  ],
  407: () => [
    l10n.t('The proxy requires you to sign in.'),
    l10n.t(
      'Sign in to the proxy, or configure it in VS Code (setting http.proxy), then try again. This has nothing to do with the access key.',
    ),
  ],
  413: () => [
    l10n.t('A gateway does not accept requests this large.'),
    l10n.t('Shorten the text, such as the description, then try again.'),
  ],
  429: () => [l10n.t('A gateway is limiting requests right now.'), waitAMinute()],
  511: () => [l10n.t('The network requires you to sign in.'), l10n.t('Sign in with a browser, then try again.')],
};

export const gatewayFault = (): Wording => [
  l10n.t('A gateway could not get a response from the tenant.'),
  tryAgainSoon(),
];

const noRoute = (): Wording => [
  l10n.t('There is no network route to the host.'),
  l10n.t('Check your network and VPN, then try again.'),
];

const cut = (): Wording => [l10n.t('The connection was closed before the response was complete.'), tryAgainSoon()];

const noTls = (): Wording => [
  l10n.t('The host does not use HTTPS at this address.'),
  l10n.t('Check the domain and port, and whether a proxy is in between.'),
];

const checkAddress = (): string => l10n.t('Check the domain: use the one that your browser shows in Gainsight.');

/** By Node's code for what went wrong below HTTP, or the client's own. */
export const ofNetwork: Readonly<Record<string, () => Wording>> = {
  ENOTFOUND: () => [
    l10n.t('The host was not found.'),
    l10n.t('Check the domain for typos, and whether you need a VPN.'),
  ],
  EAI_AGAIN: () => [
    l10n.t('The host name could not be resolved.'),
    l10n.t('Check your network and VPN, then try again.'),
  ],
  ECONNREFUSED: () => [
    l10n.t('The host refused the connection.'),
    l10n.t('Check the domain and port, your VPN, and your proxy.'),
  ],
  ETIMEDOUT: () => [
    l10n.t('The host did not respond.'),
    l10n.t('Check the domain, your VPN, and your proxy, then try again.'),
  ],
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ECONNRESET: cut,
  EPIPE: cut,
  ERR_STREAM_PREMATURE_CLOSE: cut,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  certificate: () => [
    l10n.t(
      'This computer does not trust the host’s certificate: it has expired, is for another host, or has an unknown issuer.',
    ),
    l10n.t(
      'The access key was not sent. Check the domain. If your company inspects its traffic, install its root certificate on this computer.',
    ),
  ],
  HPE_HEADER_OVERFLOW: () => [
    l10n.t('The headers of the response are too large.'),
    l10n.t('Check whether a proxy or sign-in page sets too many cookies.'),
  ],
  seeOther: () => [
    l10n.t('The host redirects to another page, and the access key was not sent there.'),
    checkAddress(),
  ],
  redirect: () => [
    l10n.t('The host redirects to another address, and the access key was not sent there.'),
    checkAddress(),
  ],
  insecure: () => [
    l10n.t('The access key is sent over HTTPS only.'),
    l10n.t('Connect again with an address that starts with https://.'),
  ],
};

export const ofFailure: Table<FailureKind> = {
  perhapsCreated: () => [
    l10n.t('This company now has a goal with this name; your last attempt may have created it.'),
    l10n.t(
      'Nothing was saved this time. Look at that goal. If it is yours, discard this draft; if not, rename this goal and create it.',
    ),
  ],
  perhapsMetricAdded: () => [
    l10n.t('It is not known whether this metric was added.'),
    l10n.t(
      'Nothing was saved this time. Metrics cannot be removed, so check the goal in Gainsight before you add it again.',
    ),
  ],
  earlierMetricAdded: () => [
    l10n.t('The metric that you added earlier was saved after all.'),
    l10n.t('Nothing else was saved. Add this one too, or cancel.'),
  ],
  keyNotRead: () => [
    l10n.t('The access key could not be read from VS Code’s secret storage.'),
    l10n.t('Unlock the keyring of this computer and reload the window, or connect again.'),
  ],
  keyNotStored: () => [
    l10n.t('You are connected, but the access key could not be saved in VS Code’s secret storage.'),
    l10n.t(
      'You will need the key again after you close this window. Unlock or set up the keyring of this computer, then connect again.',
    ),
  ],
  keyNotForgotten: () => [
    l10n.t('You are disconnected, but the access key could not be removed from VS Code’s secret storage.'),
    l10n.t('Unlock the keyring of this computer, reload the window, then disconnect again.'),
  ],
  storedTenantBroken: () => [l10n.t('The saved connection could not be read.'), l10n.t('Connect to the tenant again.')],
  tenantNotKept: () => [
    l10n.t('The access key of this tenant is no longer on this computer.'),
    l10n.t('Connect to the tenant again.'),
  ],
  planTaken: () => [
    l10n.t('The planned changes are being applied in another window.'),
    l10n.t('Nothing was saved from this window. Wait until the other window has finished.'),
  ],
  planChanged: () => [
    l10n.t('The planned changes were changed or applied in another window.'),
    l10n.t('Nothing was saved from this window. Check what is planned now, then try again.'),
  ],
  agentPlanGone: () => [
    l10n.t('What this plan changed is no longer kept on this computer, so it cannot be undone from here.'),
    l10n.t('Open its goals to change them back.'),
  ],
  rowGone: () => [l10n.t('The list was updated at that moment.'), l10n.t('Choose the command again.')],
  planDamaged: () => [
    l10n.t('The saved planned changes could not be read.'),
    l10n.t('Nothing was saved to Gainsight. Discard them and plan the changes again.'),
  ],
  goalsNotForgotten: () => [
    l10n.t('The goals that were saved on this computer could not be removed.'),
    l10n.t('Reload the window to try again. See the log for details.'),
  ],
  sampleNotStarted: () => [
    l10n.t('The sample tenant could not be started.'),
    l10n.t('See the log for details. Try again, or connect to a tenant.'),
  ],
};

export const waitAMinute = (): string => l10n.t('Wait a minute, then try again.');

const tryAgainSoon = (): string => l10n.t('Try again in a moment.');

const tryAgainOrCheck = (): string => l10n.t('Try again in a moment. If it keeps happening, check your VPN and proxy.');
