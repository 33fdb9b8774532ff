import type { TenantId } from '../tenant.ts';

/** What a link to this extension means. `tenant` is the host that it was copied in. */
export type Link =
  | { readonly kind: 'goal'; readonly goalId: string; readonly tenant: TenantId | undefined }
  | { readonly kind: 'view'; readonly query: string; readonly tenant: TenantId | undefined };

/** @param base scheme and extension: `vscode://publisher.name` */
export const goalLink = (base: string, goalId: string, tenant: TenantId): string =>
  `${base}/goal/${encodeURIComponent(goalId)}?tenant=${encodeURIComponent(tenant)}`;

/** @param query a goal query as it is typed */
export const viewLink = (base: string, query: string, tenant: TenantId): string =>
  `${base}/view?q=${encodeURIComponent(query)}&tenant=${encodeURIComponent(tenant)}`;

/**
 * Undefined for a link of another make. Path and query are decoded already, as VS Code hands them over: in a goal query, a plus and an
 * ampersand are what they are.
 */
export const readLink = (path: string, query: string): Link | undefined => {
  const { asked, tenant } = partsOf(query);
  const goalId = /^\/goal\/([^/]+)\/?$/.exec(path)?.[1];
  if (goalId !== undefined) return { kind: 'goal', goalId, tenant };
  return /^\/view\/?$/.test(path) && asked !== undefined ? { kind: 'view', query: asked, tenant } : undefined;
};

type Parts = { readonly asked: string | undefined; readonly tenant: TenantId | undefined };

/** No host has an ampersand, so that the query is all that stands before the last mention of a tenant, or behind the first. */
const partsOf = (query: string): Parts => {
  const [, asked, tenant] = /^q=(.*)&tenant=([^&]*)$/s.exec(query) ?? /^q=(.*)$/s.exec(query) ?? [];
  if (asked !== undefined) return { asked, tenant };
  const [, host, behind] = /^tenant=([^&]*)(?:&q=(.*))?$/s.exec(query) ?? [];
  return { asked: behind, tenant: host };
};

/** The ids that stand in a text that somebody pasted: a goal's address in a browser, a link, or an id alone. */
export const idsIn = (text: string): readonly string[] =>
  text.match(/(?<![A-Za-z0-9])[A-Z0-9]{36}(?![A-Za-z0-9])/g) ?? [];

/**
 * The address of a goal in Gainsight, by a template with `{host}`, `{goalId}` and `{companyId}`; undefined for one that is no https
 * address.
 */
export const goalAddressIn = (
  template: string,
  values: { readonly host: string; readonly goalId: string; readonly companyId: string },
): string | undefined => {
  const filled = template
    .trim()
    .replaceAll('{host}', values.host)
    .replaceAll('{goalId}', encodeURIComponent(values.goalId))
    .replaceAll('{companyId}', encodeURIComponent(values.companyId));
  return URL.parse(filled)?.protocol === 'https:' ? filled : undefined;
};
