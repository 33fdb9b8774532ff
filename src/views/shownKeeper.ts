import type { TenantId } from '../model/tenant.ts';
import { everything, isEverything, keptShown, readShown, type Shown } from '../model/views/shown.ts';

/** What VS Code keeps, as far as it is used here. */
export type Memory = { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> };

/** Keeps what is shown of each tenant over a restart of the window. */
export class ShownKeeper {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  of(tenant: TenantId): Shown {
    return readShown(this.#memory.get(keyOf(tenant))) ?? everything;
  }

  keep(tenant: TenantId, shown: Shown): void {
    const kept = isEverything(shown) && shown.view === undefined ? undefined : keptShown(shown);
    // What is not kept is chosen once more.
    void this.#memory.update(keyOf(tenant), kept).then(undefined, () => {});
  }
}

const keyOf = (tenant: TenantId): string => `customerGoals.shown/${tenant}`;
