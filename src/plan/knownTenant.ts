import type { Goal, GoalTemplate } from '../api/schema.ts';
import { goalStatuses } from '../api/schema.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { Company, Owner } from '../model/goalIndex.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { searchText } from '../model/query/searchedNames.ts';
import { Resolver, type Resolution } from './resolver.ts';

/** What is known of the tenant that a plan is for. */
export type KnownTenant = {
  goal(goalId: string): Goal | undefined;
  goalsOf(companyId: string): readonly Goal[];
  companies(): readonly Company[];
  owners(): readonly Owner[];
  templates(): readonly GoalTemplate[];
  /** Beside those of the contract. */
  statuses?(): readonly string[];
};

/** Reads the store each time. @param templates those that were asked for before: the store has none at once */
export const knownIn = (
  store: Pick<GoalStore, Exclude<keyof KnownTenant, 'templates' | 'statuses'>>,
  templates: () => readonly GoalTemplate[],
): KnownTenant => ({
  goal: (id) => store.goal(id),
  goalsOf: (companyId) => store.goalsOf(companyId),
  companies: () => store.companies(),
  owners: () => store.owners(),
  templates,
});

/** Looks names up in what is known of a tenant, each list prepared once. */
export class Names {
  readonly #known: KnownTenant;
  readonly #resolvers = new Map<GoalField, Resolver>();
  readonly #goals = new Map<string, ReadonlyMap<string, readonly Goal[]>>();

  constructor(known: KnownTenant) {
    this.#known = known;
  }

  resolve(field: GoalField, text: string): Resolution {
    let resolver = this.#resolvers.get(field);
    if (resolver === undefined) {
      resolver = this.#resolverOf(field);
      if (resolver === undefined) return { kind: 'exact', id: text };
      this.#resolvers.set(field, resolver);
    }
    return resolver.resolve(text);
  }

  #resolverOf(field: GoalField): Resolver | undefined {
    const known = this.#known;
    if (field === 'CompanyId') return new Resolver(known.companies().map(({ Gsid, name }) => ({ id: Gsid, name })));
    if (field === 'OwnerId') return new Resolver(known.owners());
    if (field === 'TemplateId') return new Resolver(known.templates().filter(({ isActive }) => isActive));
    if (field !== 'Status') return undefined;
    return new Resolver([...goalStatuses, ...(known.statuses?.() ?? [])].map((name) => ({ id: name, name })));
  }

  /** Goals of the company that are called so, case, accents and spaces apart. */
  goalsCalled(companyId: string, name: string): readonly Goal[] {
    let goals = this.#goals.get(companyId);
    if (goals === undefined) {
      goals = Map.groupBy(this.#known.goalsOf(companyId), ({ Name }) => searchText(Name));
      this.#goals.set(companyId, goals);
    }
    return goals.get(searchText(name)) ?? [];
  }
}
