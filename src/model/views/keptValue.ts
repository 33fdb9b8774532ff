import { createEmitter, type Event } from '../emitter.ts';
import type { TenantId } from '../tenant.ts';

/** What VS Code keeps, as far as it is used here. */
export type Memory = { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> };

/** One thing that is kept of each tenant. It is looked up each time: other windows write it, too. */
export class KeptValue<T> {
  readonly #memory: Memory;
  readonly #name: string;
  readonly #read: (value: unknown) => T;
  readonly #write: (value: T) => unknown;
  readonly #changes = createEmitter<TenantId>();
  readonly onDidChange: Event<TenantId> = this.#changes.event;
  /** What could not be kept holds until the window ends. */
  readonly #unkept = new Map<TenantId, unknown>();
  /** What was read last, and of what. */
  #last: { readonly kept: unknown; readonly value: T } | undefined;

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
    const kept = this.#keptOf(tenant);
    // Rows ask for it one by one.
    if (this.#last === undefined || this.#last.kept !== kept) this.#last = { kept, value: this.#read(kept) };
    return this.#last.value;
  }

  #keptOf(tenant: TenantId | undefined): unknown {
    if (tenant === undefined) return undefined;
    return this.#unkept.has(tenant) ? this.#unkept.get(tenant) : this.#memory.get(this.#keyOf(tenant));
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
