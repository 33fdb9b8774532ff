import type { Tenant } from './tenant.ts';

type Row = { readonly Gsid: string; readonly CompanyId: string; readonly CompanyName: string };

const call = async ({ url, accessKey }: Tenant, method: string, path: string, body: unknown): Promise<unknown> => {
  const headers = { accessKey, 'content-type': 'application/json' };
  const response = await fetch(new URL(`/v1/goals${path}`, url), { method, headers, body: JSON.stringify(body) });
  return response.json();
};

/** The goals of this name in this company, as the tenant has them. */
export const goalsNamed = async (tenant: Tenant, company: string, name: string): Promise<readonly Row[]> => {
  const conditions = [{ name: 'Name', alias: 'A', operator: 'EQ', value: name }];
  const answered = await call(tenant, 'POST', '/search', { where: { conditions, expression: 'A' } });
  const goals: readonly Row[] = Object(answered).data.records;
  return goals.filter(({ CompanyName }) => CompanyName === company);
};

/** Gives the goal of this name in this company another name, behind the back of every window. */
export const renameAsColleague = async (tenant: Tenant, company: string, name: string, to: string): Promise<void> => {
  const [goal] = await goalsNamed(tenant, company, name);
  await call(tenant, 'PUT', `/${goal?.Gsid}`, { Name: to, CompanyId: goal?.CompanyId });
};
