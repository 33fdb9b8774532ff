import type { TenantId } from '../model/tenant.ts';
import { noFields, type GoalFields } from '../model/goalFields.ts';

/** What a goal's address says. It is all that a tab keeps over a restart. */
export type GoalAddress = {
  readonly tenant: TenantId;
  /** The goal's id; for a new goal one that was made up. */
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly preset: GoalPreset;
};

/** What a new goal begins with. */
export type GoalPreset = { readonly companyId?: string; readonly templateId?: string };

type Address = { readonly path: string; readonly query: string };

export const addressOfGoal = (tenant: TenantId, goalId: string, name: string): Address => ({
  path: `/${segment(tenant)}/${segment(goalId)}/${fileName(name)}.goal`,
  query: '',
});

/** @param name stands in the tab as long as the goal has none */
export const addressOfNewGoal = (
  tenant: TenantId,
  id: string,
  { companyId, templateId }: GoalPreset,
  name: string,
): Address => {
  const query = new URLSearchParams();
  if (companyId !== undefined) query.set('company', companyId);
  if (templateId !== undefined) query.set('template', templateId);
  return { path: `/${segment(tenant)}/new/${segment(id)}/${fileName(name)}.goal`, query: query.toString() };
};

/** Undefined for an address of another make. */
export const parseAddress = ({ path, query }: Address): GoalAddress | undefined => {
  const [root, tenant, ...rest] = path.split('/');
  const isNew = rest.length === 3 && rest[0] === 'new';
  const [id, file] = isNew ? rest.slice(1) : rest;
  if (root !== '' || !tenant || !id || !file || rest.length !== (isNew ? 3 : 2)) return undefined;
  const name = file.replace(/\.goal$/, '');
  return { tenant: decoded(tenant), id: decoded(id), isNew, name, preset: isNew ? presetOf(query) : {} };
};

const presetOf = (query: string): GoalPreset => {
  const values = new URLSearchParams(query);
  const companyId = values.get('company');
  const templateId = values.get('template');
  return { ...(companyId === null ? {} : { companyId }), ...(templateId === null ? {} : { templateId }) };
};

/** Ids are opaque: a slash in one is no separator. */
const segment = (text: string): string => text.replace(/[%/\\?#]/g, (char) => encodeURIComponent(char));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const longestFileName = 80;

/** The last segment names the tab where VS Code takes no title, so it is the goal's name, without what bites in a path. */
const fileName = (name: string): string => {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|#%]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = Array.from(plain).slice(0, longestFileName).join('').trim();
  return short === '' || /^\.+$/.test(short) ? 'Goal' : short;
};

/** The fields of a goal of which nothing else is known yet. */
export const presetFields = ({ isNew, preset }: GoalAddress): GoalFields =>
  isNew
    ? {
        ...noFields,
        Status: 'Not Started',
        CompanyId: preset.companyId ?? '',
        TemplateId: preset.templateId ?? '',
      }
    : noFields;
