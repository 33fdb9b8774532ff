import { createEmitter, type Event } from '../emitter.ts';
import type { TenantId } from '../tenant.ts';

/** What VS Code keeps, as far as it is used here. */
export type Memory = { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> };

/** One thing that is kept of each tenant. It is read each time: other windows write it, too. */
export class KeptValue<T> {
  readonly #memory: Memory;
  readonly #name: string;
  readonly #read: (value: unknown) => T;
  readonly #write: (value: T) => unknown;
  readonly #changes = createEmitter<TenantId>();
  readonly onDidChange: Event<TenantId> = this.#changes.event;
  /** What could not be kept holds until the window ends. */
  readonly #unkept = new Map<TenantId, unknown>();

  /**
   * @param read trusts nothing: what is kept may be of another version, or damaged
   * @param write what is kept, as JSON: undefined for nothing
   */
  constructor(
    memory: Memory,
    name: string,
    read: (value: unknown) => T,
    write: (value: T) => unknown = (value) => value,
  ) {
    this.#memory = memory;
    this.#name = name;
    this.#read = read;
    this.#write = write;
  }

  of(tenant: TenantId | undefined): T {
    if (tenant === undefined) return this.#read(undefined);
    return this.#read(this.#unkept.has(tenant) ? this.#unkept.get(tenant) : this.#memory.get(this.#keyOf(tenant)));
  }

  async keep(tenant: TenantId, value: T): Promise<void> {
    const kept = this.#write(value);
    this.#unkept.set(tenant, kept);
    this.#changes.fire(tenant);
    await this.#memory.update(this.#keyOf(tenant), kept).then(
      () => this.#unkept.get(tenant) === kept && this.#unkept.delete(tenant),
      () => undefined,
    );
  }

  #keyOf(tenant: TenantId): string {
    return `customerGoals.${this.#name}/${tenant}`;
  }
}
