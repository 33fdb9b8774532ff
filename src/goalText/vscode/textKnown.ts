import type { GoalTemplate } from '../../api/schema.ts';
import { isKnown } from '../../model/loadState.ts';
import { pause } from '../../model/pause.ts';
import type { GoalStore } from '../../model/goalStore.ts';
import type { TenantId } from '../../model/tenant.ts';
import { knownIn, type KnownTenant } from '../../plan/knownTenant.ts';

type TextKnownDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
};

/** What texts are held against: the connected tenant, as far as it is known. */
export class TextKnown {
  readonly #deps: TextKnownDeps;
  #of: TenantId | undefined;
  #templates: Promise<readonly GoalTemplate[]> | undefined;
  #listed: readonly GoalTemplate[] | undefined;
  #statuses: readonly string[] = [];

  constructor(deps: TextKnownDeps) {
    this.#deps = deps;
  }

  /** Whether all goals there are, and templates, are known: what is not known then is not there. */
  get isComplete(): boolean {
    return this.#deps.store.state.kind === 'loaded' && this.#listed !== undefined;
  }

  /** Undefined as long as nothing is known. */
  get tenant(): KnownTenant | undefined {
    const { store, tenant } = this.#deps;
    if (tenant() === undefined || !isKnown(store.state)) return undefined;
    return { ...knownIn(store, () => this.#listed ?? []), statuses: () => this.#statuses };
  }

  /** Reads templates, once for a tenant. Never rejects: without them their names are looked up when the plan is made. */
  async load(): Promise<void> {
    const { store, tenant } = this.#deps;
    const of = tenant();
    if (of !== this.#of) [this.#of, this.#templates, this.#listed, this.#statuses] = [of, undefined, undefined, []];
    if (of === undefined || store.state.kind === 'disconnected') return;
    const asked = (this.#templates ??= store.templates());
    try {
      const listed = await asked;
      if (this.#templates === asked) this.#listed = listed;
    } catch {
      if (this.#templates === asked) this.#templates = undefined;
    }
  }

  /** Looks through all goals for statuses that the tenant's admin defined. */
  async findStatuses(): Promise<void> {
    const { store } = this.#deps;
    const found = new Set<string>();
    for (const [at, { Gsid }] of store.companies().entries()) {
      for (const { Status } of store.goalsOf(Gsid)) if (Status !== undefined && Status !== '') found.add(Status);
      if (at % 50 === 49) await pause();
    }
    this.#statuses = [...found];
  }
}
