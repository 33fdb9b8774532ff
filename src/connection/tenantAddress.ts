import * as l10n from '@vscode/l10n';
import { parseTenantAddress, type TenantAddress } from './addressParser.ts';

const texts = {
  empty: () => l10n.t('Enter the domain of your tenant, such as acme or acme.gainsightcloud.com.'),
  blanks: () => l10n.t('A domain has no spaces or invisible characters. If you pasted it, type it instead.'),
  scheme: () => l10n.t('The address of a tenant starts with https://.'),
  insecure: () => l10n.t('The access key is sent over HTTPS only. Start the address with https://.'),
  person: () =>
    l10n.t('An address with a user name is not accepted. Enter only the domain, without anything before an @.'),
  key: () =>
    l10n.t('This looks like an access key. Enter the domain of the tenant first; you will be asked for the key next.'),
  noTenant: () => l10n.t('Add the name of your tenant before .gainsightcloud.com.'),
  shape: () => l10n.t('This is not a domain. Enter one such as acme, acme.us2, or acme.gainsightcloud.com.'),
};

/** As {@link parseTenantAddress}; what is wrong is a sentence. */
export const readTenantAddress = (
  typed: string,
): { readonly address: TenantAddress } | { readonly problem: string } => {
  const reading = parseTenantAddress(typed);
  if ('address' in reading) return reading;
  const { problem } = reading;
  return { problem: typeof problem === 'string' ? texts[problem]() : l10n.t('Did you mean {0}?', problem.meant) };
};
