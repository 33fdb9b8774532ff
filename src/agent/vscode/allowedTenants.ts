import type { TenantId } from '../../model/tenant.ts';
import type { Memory } from '../../model/views/keptValue.ts';

const key = 'agentServerTenants';

/** Tenants that a person let agents have by a server, as long as their keys are kept on this computer. */
export class AllowedTenants {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  has(tenant: TenantId): boolean {
    return this.#all.includes(tenant);
  }

  async add(tenant: TenantId): Promise<void> {
    if (!this.has(tenant)) await this.#memory.update(key, [...this.#all, tenant]);
  }

  /** Whoever connects to one of them again is asked again. */
  async keepOnly(kept: readonly TenantId[]): Promise<void> {
    const left = this.#all.filter((tenant) => kept.includes(tenant));
    if (left.length < this.#all.length) await this.#memory.update(key, left);
  }

  /** Read anew each time: other windows change it, too. */
  get #all(): readonly TenantId[] {
    const all = this.#memory.get(key);
    return Array.isArray(all) ? all.filter((each) => typeof each === 'string') : [];
  }
}
