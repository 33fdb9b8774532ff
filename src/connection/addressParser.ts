import { isLoopback } from '../api/loopback.ts';
import type { Origin, TenantId } from '../model/tenant.ts';

/** Where a tenant is, and so where its access key goes. */
export type TenantAddress = {
  readonly origin: Origin;
  /** The host as it is looked up: letters of other scripts as punycode. */
  readonly id: TenantId;
  /** 'gainsight' below gainsightcloud.com, 'loopback' on this computer, 'other' for what only a person can vouch for. */
  readonly kind: 'gainsight' | 'loopback' | 'other';
};

export type AddressProblem =
  | 'empty'
  | 'blanks'
  | 'scheme'
  | 'insecure'
  | 'person'
  | 'key'
  | 'noTenant'
  | 'shape'
  /** What was probably meant. */
  | { readonly meant: string };

export type AddressReading = { readonly address: TenantAddress } | { readonly problem: AddressProblem };

/** Of what is pasted by mistake, nothing is looked for. */
const longest = 2000;

const gainsightSuffix = '.gainsightcloud.com';

/** Reads what a person typed, or pasted from the address bar of a browser. */
export const parseTenantAddress = (typed: string): AddressReading => {
  if (typed.length > longest) return { problem: 'shape' };
  const text = typed.replaceAll(/^[\s\p{C}"'`<]+|(?<![\s\p{C}"'`>])[\s\p{C}"'`>]+$/gu, '');
  if (text === '') return { problem: 'empty' };
  if (/[\s\p{C}]/u.test(text)) return { problem: 'blanks' };
  const meant = behindBrokenScheme(text);
  if (meant !== undefined) return { problem: meant === '' ? 'shape' : { meant: `https://${meant}` } };
  const { scheme, authority } = split(text);
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') return { problem: 'scheme' };
  if (authority.includes('@')) return { problem: 'person' };
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(authority)) return { problem: 'key' };
  const url = urlOf(scheme, authority);
  return url === null ? { problem: 'shape' } : addressOf(url);
};

/**
 * What follows a scheme with a typing error in it, such as `https//`, `https;//`, `https.` or `ttps://`: read as it stands, the scheme would be
 * the name of a tenant, and its key would go there.
 */
const behindBrokenScheme = (text: string): string | undefined => {
  const parts = /^([a-z][a-z\d]{1,7})([^a-z\d@-]*[/\\]+:*|[:;,.]+$|(?<=^https?)\.|$)/i.exec(text);
  const [whole = '', word = '', sign = ''] = parts ?? [];
  if (whole === '' || (/^https?$/i.test(word) && /^:[/\\]*$/.test(sign))) return undefined;
  const rest = text.slice(whole.length);
  const isFollowedByHost = /[/\\]{2}$/.test(sign) && !sign.startsWith('://') && rest.includes('.');
  return isFollowedByHost || isLikeHttps(word) ? rest : undefined;
};

/** `https` and `http` themselves, with a letter too few or too many, or two in the wrong order. */
const isLikeHttps = (word: string): boolean => {
  const letters = word.toLowerCase();
  return ['https', 'http'].some((scheme) => letters === scheme || isOneSlipFrom(letters, scheme));
};

const isOneSlipFrom = (typed: string, meant: string): boolean => {
  const slips = Array.from(meant, (_, at) => [
    meant.slice(0, at) + meant.slice(at + 1),
    meant.slice(0, at) + meant.charAt(at) + meant.slice(at),
    meant.slice(0, at) + meant.charAt(at + 1) + meant.charAt(at) + meant.slice(at + 2),
  ]);
  return slips.flat().includes(typed);
};

type Parts = { readonly scheme: string | undefined; readonly authority: string };

/** Only what names the host is kept. A backslash ends it, as it does for a browser. */
const split = (text: string): Parts => {
  const scheme = /^(?:[a-z][a-z\d+.-]*(?=:\/\/)|https?(?=:))/i.exec(text)?.[0];
  const rest = (scheme === undefined ? text : text.slice(scheme.length + 1)).replace(/^[/\\]+/, '');
  return { scheme: scheme?.toLowerCase(), authority: rest.replace(/[/\\?#].*/s, '') };
};

const urlOf = (scheme: string | undefined, authority: string): URL | null => {
  const host = authority.replace(/(?<!\.)\.+(?=(:\d*)?$)/, '');
  if (scheme !== undefined) return URL.parse(`${scheme}://${host}`);
  const url = URL.parse(`https://${host}`);
  if (url !== null && isLoopback(url.hostname)) return URL.parse(`http://${host}`);
  return isShorthand(host) ? URL.parse(`https://${host}${gainsightSuffix}`) : url;
};

/** `acme`, or with a region `acme.us2`: no top-level domain ends with a digit. */
const isShorthand = (host: string): boolean => /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z]{2,6}\d{1,2})?$/i.test(host);

const addressOf = (url: URL): AddressReading => {
  const { hostname, host, origin } = url;
  if (isLoopback(url.hostname)) return { address: { origin, id: host, kind: 'loopback' } };
  if (url.protocol !== 'https:') return { problem: 'insecure' };
  if (hostname === gainsightSuffix.slice(1)) return { problem: 'noTenant' };
  if (!isIpv6(hostname) && !isFullDomain(hostname)) return { problem: 'shape' };
  return isGainsight(url)
    ? { address: { origin, id: host, kind: 'gainsight' } }
    : { address: { origin, id: host, kind: 'other' } };
};

const isIpv6 = (hostname: string): boolean => hostname.startsWith('[');

const isFullDomain = (hostname: string): boolean => {
  const labels = hostname.split('.');
  const fits = labels.every((label) => /^[a-z\d_]([a-z\d_-]{0,61}[a-z\d_])?$/.test(label));
  return fits && labels.length > 1 && hostname.length <= 253;
};

/** An unusual port, or a name in another script that may be a look-alike, is for a person to vouch for. */
const isGainsight = ({ hostname, port }: URL): boolean =>
  hostname.endsWith(gainsightSuffix) && port === '' && !/(^|\.)xn--/.test(hostname);
