import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import type { Memory } from '../model/views/keptValue.ts';

/** For all windows: 'sample' where sample data was the last choice. */
export const lastChoiceKey = 'customerGoals.lastChoice';

/** For all windows: the tenant that was connected last, without its key. */
export const lastTenantKey = 'customerGoals.lastTenant';

/** Of one window: the tenant that it shows. */
export const ownTenantKey = 'customerGoals.ownTenant';

/** Of a window in which a person disconnected. */
const none = '';

/** Remembers which tenant each window shows, and for a window that never showed one, which was the last in any. */
export class Choices {
  readonly #shared: Memory;
  readonly #own: Memory;

  /**
   * @param shared of all windows
   * @param own of this window
   */
  constructor(shared: Memory, own: Memory) {
    this.#shared = shared;
    this.#own = own;
  }

  /** Which tenant a window comes back to, of those that are kept: never to another than the one that it showed. */
  wanted(kept: readonly TenantId[]): TenantId | undefined {
    const own = this.#own.get(ownTenantKey);
    if (own === none) return undefined;
    if (typeof own === 'string') return own === sampleTenantId || kept.includes(own) ? own : undefined;
    if (this.#shared.get(lastChoiceKey) === 'sample') return sampleTenantId;
    const { last } = this;
    if (last !== undefined && kept.includes(last)) return last;
    return kept.length === 1 ? kept[0] : undefined;
  }

  /** What to suggest where a tenant is asked for. */
  get last(): TenantId | undefined {
    const last = this.#shared.get(lastTenantKey);
    return typeof last === 'string' ? last : undefined;
  }

  /** The window shows this one from now on, and others do, too, that begin. */
  async choose(tenant: TenantId): Promise<void> {
    const isSample = tenant === sampleTenantId;
    await Promise.all([
      this.restored(tenant),
      this.#shared.update(lastChoiceKey, isSample ? 'sample' : undefined),
      isSample ? undefined : this.#shared.update(lastTenantKey, tenant),
    ]);
  }

  /** The window shows this one without having been asked to. */
  async restored(tenant: TenantId): Promise<void> {
    await this.#own.update(ownTenantKey, tenant);
  }

  /** The window shows none from now on. */
  async leave(left: TenantId | undefined): Promise<void> {
    await Promise.all([
      this.#own.update(ownTenantKey, none),
      this.#shared.update(lastChoiceKey, undefined),
      left === undefined || left === sampleTenantId ? undefined : this.#shared.update(lastTenantKey, left),
    ]);
  }
}
