import type { TenantId } from '../model/tenant.ts';
import type { Memory } from '../model/views/keptValue.ts';

const key = 'customerGoals.expandedCompanies';

/** More are not opened again: each is drawn with all its goals at the start. */
const mostRemembered = 100;

/** Which companies of each tenant are open in the tree: VS Code forgets it when a window is reloaded, and when the tree was empty meanwhile. */
export class ExpandedCompanies {
  readonly #memory: Memory;
  readonly #tenant: () => TenantId | undefined;
  /** The one that was opened last comes last. */
  readonly #ids = new Map<TenantId, Set<string>>();

  constructor(memory: Memory, tenant: () => TenantId | undefined) {
    this.#memory = memory;
    this.#tenant = tenant;
    // Earlier versions did not say of which tenant they are.
    if (memory.get(key) !== undefined) this.#keep(key, undefined);
  }

  has(companyId: string): boolean {
    const tenant = this.#tenant();
    return tenant !== undefined && this.#idsOf(tenant).has(companyId);
  }

  /** VS Code asks for what is below a row only where that is open. Its word that it was opened is lost while rows are drawn anew. */
  asked(companyId: string): void {
    if (!this.has(companyId)) this.note(companyId, true);
  }

  note(companyId: string, isExpanded: boolean): void {
    const tenant = this.#tenant();
    if (tenant === undefined) return;
    const ids = this.#idsOf(tenant);
    ids.delete(companyId);
    if (isExpanded) ids.add(companyId);
    this.#keep(keyOf(tenant), [...ids].slice(-mostRemembered));
  }

  #idsOf(tenant: TenantId): Set<string> {
    const ids = this.#ids.get(tenant) ?? new Set(idsIn(this.#memory.get(keyOf(tenant))));
    this.#ids.set(tenant, ids);
    return ids;
  }

  /** What is not remembered is opened by hand once more. */
  #keep(at: string, value: unknown): void {
    void this.#memory.update(at, value).then(undefined, () => {});
  }
}

const keyOf = (tenant: TenantId): string => `${key}/${tenant}`;

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
