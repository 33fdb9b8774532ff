import type { GoalTemplate } from '../api/schema.ts';
import type { Company, Owner } from '../model/goalIndex.ts';
import { isOpen, isOverdue } from '../model/dueDate.ts';
import { searchText } from '../model/query/searchedNames.ts';
import type { AgentTenant } from './agentTenant.ts';
import { answer, listing, pageFields, pageIn, type Answer } from './answer.ts';
import type { Cell } from './fence.ts';
import { counted } from './goalWords.ts';
import { quoted } from './harmless.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

type Lister<T> = {
  readonly tool: Pick<Tool, 'name' | 'title' | 'description'>;
  readonly one: string;
  readonly many: string;
  readonly head: readonly string[];
  readonly all: (tenant: AgentTenant, signal: AbortSignal) => Promise<readonly T[]>;
  readonly nameOf: (item: T) => string;
  /** The cells of an item. */
  readonly rowOf: (tenant: AgentTenant) => (item: T) => readonly Cell[];
};

const toolOf = <T>({ tool, one, many, head, all, nameOf, rowOf }: Lister<T>): Tool => ({
  ...tool,
  input: objectOf({
    name: { type: 'string', description: 'Part of the name; all without it.' },
    ...pageFields,
  }),
  kind: 'read',
  hints: readHints,
  run: async (input: Values, { tenant, signal }: Call): Promise<Answer> => {
    await tenant.bringUpToDate(signal);
    const items = await all(tenant, signal);
    const name = input.text('name') ?? '';
    const wanted = searchText(name);
    const found = items.filter((item) => searchText(nameOf(item)).includes(wanted));
    return answer(
      `${counted(found.length, one, many)}${wanted === '' ? '' : ` with ${quoted(name)} in the name, of ${items.length}`}.`,
      ...listing({ all: found, page: pageIn(input), head, row: rowOf(tenant), things: many }),
      tenant.note(),
    );
  },
});

type Tally = { goals: number; open: number; overdue: number };

/** How many goals each owner or template has, by id. */
const tallies = (tenant: AgentTenant, field: 'OwnerId' | 'TemplateId'): ReadonlyMap<string, Tally> => {
  const counts = new Map<string, Tally>();
  const now = tenant.now();
  for (const goal of tenant.goals()) {
    const id = goal[field] ?? '';
    const tally = counts.get(id) ?? { goals: 0, open: 0, overdue: 0 };
    counts.set(id, tally);
    tally.goals += 1;
    if (isOpen(goal)) tally.open += 1;
    if (isOverdue(goal, now)) tally.overdue += 1;
  }
  return counts;
};

const none: Tally = { goals: 0, open: 0, overdue: 0 };

export const listCompanies: Tool = toolOf<Company>({
  tool: {
    name: 'list_companies',
    title: 'List companies',
    description:
      'Companies with their ids and how many goals they have, open and overdue. Not included: companies without a goal, which the tenant does not tell of, and anything of a company but its goals.',
  },
  one: 'company',
  many: 'companies',
  head: ['id', 'company', 'goals', 'open', 'overdue'],
  all: (tenant) => Promise.resolve(tenant.store.companies()),
  nameOf: ({ name }) => name,
  rowOf:
    (tenant) =>
    ({ Gsid, name }) => {
      const { goals, achieved, missed, overdue } = tenant.store.stats(Gsid);
      return [Gsid, name, goals, goals - achieved - missed, overdue];
    },
});

export const listOwners: Tool = toolOf<Owner>({
  tool: {
    name: 'list_owners',
    title: 'List owners',
    description:
      'People who own goals, with their ids and how many goals they own, open and overdue. Not included: users without a goal, which the tenant does not tell of.',
  },
  one: 'owner',
  many: 'owners',
  head: ['id', 'owner', 'goals', 'open', 'overdue'],
  all: (tenant) => Promise.resolve(tenant.store.owners()),
  nameOf: ({ name }) => name,
  rowOf: (tenant) => {
    const counts = tallies(tenant, 'OwnerId');
    return ({ id, name }) => {
      const { goals, open, overdue } = counts.get(id) ?? none;
      return [id, name, goals, open, overdue];
    };
  },
});

export const listTemplates: Tool = toolOf<GoalTemplate>({
  tool: {
    name: 'list_templates',
    title: 'List goal templates',
    description:
      'Templates of goals with their ids, categories, whether new goals may be made from them, and how many goals were. Not included: what a template fills in.',
  },
  one: 'template',
  many: 'templates',
  head: ['id', 'template', 'category', 'for new goals', 'goals'],
  all: (tenant, signal) => tenant.store.templates(signal),
  nameOf: ({ name }) => name,
  rowOf: (tenant) => {
    const counts = tallies(tenant, 'TemplateId');
    return ({ id, name, category, isActive }) => [
      id,
      name,
      category,
      isActive ? 'yes' : 'no',
      counts.get(id)?.goals ?? 0,
    ];
  },
});
