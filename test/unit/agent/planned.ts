import type { Answer } from '../../../src/agent/answer.ts';
import type { Goal } from '../../../src/api/schema.ts';
import type { Tools } from './agentTenants.ts';

export type Planned = { readonly plan: string; readonly digest: string };

export const planIn = ({ text }: Answer): Planned => {
  const [, plan = '', digest = ''] = /\b[Pp]lan (plan-\S+?),? (?:and )?digest (\w{64})/.exec(text) ?? [];
  return { plan, digest };
};

export const firstOpen = ({ goals }: Pick<Tools, 'goals'>): Goal => {
  const goal = goals.find(({ Status }) => Status === 'In Progress');
  if (goal === undefined) throw new Error('no goal is open');
  return goal;
};

export const timeless = (text: string): string =>
  text
    .replaceAll(/plan-[\da-z]+-[\da-f]+/g, 'plan-…')
    .replaceAll(/\b[\da-f]{64}\b/g, '(digest)')
    .replaceAll(/1S0G\w{32}/g, '(id)');

export const writes = ({ tenant }: Pick<Tools, 'tenant'>): number =>
  tenant.requests.filter(({ operationId = '' }) => /^(create|update|add)/.test(operationId)).length;
