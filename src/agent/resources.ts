import type { AgentTenant } from './agentTenant.ts';
import { listing } from './answer.ts';
import { goalDocument, readGoal } from './goalDocument.ts';
import { counted } from './goalWords.ts';
import { oneLine } from './harmless.ts';
import { goalCells, goalHead } from './searchGoals.ts';

export const resourceTemplates = [
  {
    uriTemplate: 'goal://{id}',
    name: 'goal',
    title: 'Goal',
    description:
      'One customer goal by its id: fields, metrics, and its description as Markdown. Tenant text is fenced.',
  },
  {
    uriTemplate: 'company://{id}',
    name: 'company',
    title: 'Company',
    description: 'The goals of one company by its id. Tenant text is fenced.',
  },
] as const;

const longest = 30_000;

/** A resource as Markdown; undefined for an address of another form, and for a company that no goal names. @throws ApiError */
export const readResource = async (
  uri: string,
  tenant: AgentTenant,
  signal: AbortSignal,
): Promise<string | undefined> => {
  // Not by URL: it would put the id, as the name of a host, in small letters.
  const [, kind, id = ''] = /^(goal|company):\/\/([^/?#]{1,200})\/?$/.exec(uri) ?? [];
  if (kind === undefined) return undefined;
  await tenant.bringUpToDate(signal);
  return kind === 'goal' ? goalResource(id, tenant, signal) : companyResource(id, tenant);
};

const goalResource = async (id: string, tenant: AgentTenant, signal: AbortSignal): Promise<string> =>
  ['# Goal', '', goalDocument(await readGoal(tenant, id, signal), tenant.now(), longest), ''].join('\n');

const companyResource = (id: string, tenant: AgentTenant): string | undefined => {
  const company = tenant.store.company(id);
  if (company === undefined) return undefined;
  const goals = tenant.store.goalsOf(id);
  const now = tenant.now();
  return [
    '# Goals of a company',
    '',
    `Company id ${oneLine(id, 40)}: ${counted(goals.length, 'goal')}.`,
    '',
    ...listing({
      all: goals,
      page: { offset: 0, limit: 200, room: longest },
      head: goalHead,
      row: (goal) => goalCells(goal, now),
      things: 'goals',
    }),
    '',
  ].join('\n');
};
