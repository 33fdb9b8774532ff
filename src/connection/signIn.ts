import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readAccessKey } from './accessKey.ts';
import type { SignIn } from './connections.ts';
import { askStep, type InputOutcome, type Verdict } from './inputStep.ts';
import type { KeptTenants } from './keptTenants.ts';
import type { Tenant } from './storedTenant.ts';
import type { TenantId } from '../model/tenant.ts';
import { choiceText } from '../words/lists.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import type { TenantAddress } from './addressParser.ts';
import { readTenantAddress } from './tenantAddress.ts';
import { tryTenant, type CreateTrialClient } from './trial.ts';

const title = (): string => l10n.t('Connect to a Tenant');

/** What was typed so far: it stays as the person goes back and forth, and ends with the questions. */
type Typed = { domain: string; accessKey: string };

/** Asks for the domain and the access key, and tries them before they are taken. */
export const createSignIn =
  (createTrialClient: CreateTrialClient): SignIn =>
  async (suggested, kept, signal) => {
    const typed: Typed = { domain: domainOf(suggested, kept), accessKey: '' };
    const vouchedFor = new Set<string>();
    for (;;) {
      const address = await askAddress(typed, signal);
      if (typeof address === 'string') return undefined;
      if (!(await vouch(address.accepted, vouchedFor))) continue;
      const tenant = await askAccessKey(address.accepted, { typed, kept, createTrialClient }, signal);
      if (tenant === 'left') return undefined;
      if (tenant !== 'back') return tenant.accepted;
    }
  };

/** What to type for this tenant: the short name of one of Gainsight's, the origin of another where it is known. */
const domainOf = (tenant: TenantId | undefined, { tenants }: KeptTenants): string => {
  if (tenant === undefined) return '';
  const reading = readTenantAddress(tenants.get(tenant)?.origin ?? '');
  return 'address' in reading && reading.address.kind !== 'gainsight' ? reading.address.origin : tenantLabel(tenant);
};

const askAddress = (typed: Typed, signal: AbortSignal): Promise<InputOutcome<TenantAddress>> =>
  askStep(
    {
      title: title(),
      number: 1,
      of: 2,
      prompt: l10n.t('Enter the domain of your Gainsight tenant, or paste its address from the browser'),
      placeholder: choiceText(['acme', 'acme.us2', 'acme.gainsightcloud.com']),
      isSecret: false,
      text: typed.domain,
      onText: (text) => void (typed.domain = text),
      judging: l10n.t('Checking the domain…'),
      judge: (text) => {
        const reading = readTenantAddress(text);
        return 'address' in reading ? { accepted: reading.address } : reading;
      },
    },
    signal,
  );

/** Nobody's key goes to a host that is not known to be Gainsight's, unless a person says so; once for each host. */
const vouch = async ({ kind, id: host, origin }: TenantAddress, vouchedFor: Set<string>): Promise<boolean> => {
  if (kind !== 'other' || vouchedFor.has(origin)) return true;
  const goOn = l10n.t('Continue');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('Is {0} your tenant?', host),
    { modal: true, detail: vouchDetail(host, origin) },
    goOn,
  );
  if (answer === goOn) vouchedFor.add(origin);
  return answer === goOn;
};

const vouchDetail = (host: string, origin: string): string =>
  [
    l10n.t(
      'The access key will be sent to {0}, which is not a standard Gainsight address (such as {1}).',
      origin,
      'https://acme.gainsightcloud.com',
    ),
    ...(host.includes('xn--')
      ? [l10n.t('The name contains letters that can be mistaken for others. This is how it is really spelled.')]
      : []),
    l10n.t('Continue only if your Gainsight admin gave you this address.'),
  ].join('\n\n');

type KeyQuestion = {
  readonly typed: Typed;
  readonly kept: KeptTenants;
  readonly createTrialClient: CreateTrialClient;
};

const askAccessKey = (
  { id: host, origin }: TenantAddress,
  { typed, kept, createTrialClient }: KeyQuestion,
  signal: AbortSignal,
): Promise<InputOutcome<Tenant>> => {
  const stored = kept.tenants.get(host);
  const storedKey = stored?.origin === origin ? stored.accessKey : undefined;
  const judge = async (text: string, trial: AbortSignal): Promise<Verdict<Tenant>> => {
    const reading = text.trim() === '' && storedKey !== undefined ? { accessKey: storedKey } : readAccessKey(text);
    if ('problem' in reading) return reading;
    const tenant = { origin, accessKey: reading.accessKey };
    const problem = await tryTenant(tenant, createTrialClient, trial);
    return problem === undefined ? { accepted: tenant } : { problem };
  };
  return askStep(
    {
      title: title(),
      number: 2,
      of: 2,
      prompt: l10n.t(
        'Enter the access key for {0} (in Gainsight: Administration > Connectors 2.0 > Gainsight API). It is stored in VS Code’s secret storage.',
        host,
      ),
      placeholder:
        storedKey === undefined ? l10n.t('Access key') : l10n.t('Access key (leave empty to use the stored key)'),
      isSecret: true,
      text: typed.accessKey,
      onText: (text) => void (typed.accessKey = text),
      judging: l10n.t('Connecting to {0}…', host),
      judge,
    },
    signal,
  );
};
