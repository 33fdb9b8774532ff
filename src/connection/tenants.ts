import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import type { TenantId } from '../model/tenant.ts';
import { nothingKept, type KeptTenants } from './keptTenants.ts';
import type { StoredTenant, Tenant, TenantMarks } from './storedTenant.ts';
import { markedName } from './tenantName.ts';
import { TenantSecrets, type KeptChange, type Secrets } from './tenantSecrets.ts';

export type TenantsDeps = {
  readonly secrets: Secrets;
  /** Removes what is kept of any tenant's goals but these tenants'. @throws Failure */
  readonly forgetGoals: (butOf: readonly TenantId[]) => Promise<void>;
  /** Says what failed where no command waits for it. */
  readonly warn: (error: unknown) => void;
  readonly log: Log;
};

/** What another window did. `before`: what this window knew. */
export type ChangeElsewhere = KeptChange & { readonly before: KeptTenants };

/** All tenants that are kept on this computer: their keys, and what a person calls them. Their goals go with them. */
export class Tenants {
  readonly #deps: TenantsDeps;
  readonly #secrets: TenantSecrets;
  readonly #changes = createEmitter<undefined>();
  readonly #elsewhere = createEmitter<ChangeElsewhere | Failure>();
  readonly #subscription: { dispose(): void };
  #kept = nothingKept;

  /** Which are kept, or what they are called. */
  readonly onDidChange: Event<undefined> = this.#changes.event;
  /** What another window did with them, or why that cannot be read. */
  readonly onDidChangeElsewhere = this.#elsewhere.event;

  constructor(deps: TenantsDeps) {
    this.#deps = deps;
    this.#secrets = new TenantSecrets(deps.secrets);
    this.#subscription = this.#secrets.onDidChangeElsewhere((change) => {
      const before = this.#kept;
      if (!(change instanceof Failure)) {
        this.#know(change.kept);
        void this.forgetGoalsOfOthers();
      }
      this.#elsewhere.fire(change instanceof Failure ? change : { ...change, before });
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#secrets.dispose();
  }

  /** As far as this window knows. */
  get kept(): KeptTenants {
    return this.#kept;
  }

  /** What a person calls the tenant, with what it is used for. */
  labelOf(tenant: TenantId): string {
    return markedName(tenant, this.#kept.tenants.get(tenant));
  }

  /** Whether a person said what the tenant is used for. */
  isMarked(tenant: TenantId): boolean {
    return this.#kept.tenants.get(tenant)?.use !== undefined;
  }

  /** @throws Failure */
  async read(): Promise<KeptTenants> {
    const kept = await this.#secrets.read();
    this.#know(kept);
    return kept;
  }

  /** As the secret storage has them now, or as they were known last where it cannot be read. */
  async peek(): Promise<KeptTenants> {
    try {
      return await this.#secrets.peek();
    } catch (error) {
      this.#deps.log.warn(causeOf(error));
      return this.#kept;
    }
  }

  /** @throws Failure where it is not kept */
  async stored(tenant: TenantId): Promise<StoredTenant> {
    const stored = (await this.#secrets.peek()).tenants.get(tenant);
    if (stored === undefined) throw new Failure('tenantNotKept');
    return stored;
  }

  /** Makes ready to keep a tenant, which a person is being asked for. Never rejects: who keeps it is told what fails. */
  async prepare(): Promise<void> {
    try {
      await this.#secrets.prepare();
    } catch (error) {
      this.#deps.log.warn(causeOf(error));
    }
  }

  /** @throws Failure */
  async keep(tenant: Tenant): Promise<void> {
    await this.#secrets.write(tenant);
    this.#know(await this.peek());
  }

  /** Says what a tenant is called and used for. @throws Failure */
  async mark(tenant: TenantId, marks: TenantMarks): Promise<void> {
    await this.#secrets.mark(tenant, marks);
    this.#know(await this.peek());
  }

  /** Forgets the access key, and the goals with it. @throws Failure, when all was tried */
  async forget(tenant: TenantId): Promise<void> {
    const forgetGoals = async (): Promise<void> => {
      const { ids } = await this.peek();
      await this.#deps.forgetGoals(ids.filter((id) => id !== tenant));
    };
    const done = await Promise.allSettled([this.#secrets.forget(tenant), forgetGoals()]);
    this.#know(await this.peek());
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  /** Goals are kept as long as the key of their tenant is. Never rejects: what fails is told. */
  async forgetGoalsOfOthers(): Promise<void> {
    const { ids, isBroken } = this.#kept;
    if (isBroken) return;
    try {
      await this.#deps.forgetGoals(ids);
    } catch (error) {
      this.#deps.log.error(causeOf(error));
      this.#deps.warn(error);
    }
  }

  #know(kept: KeptTenants): void {
    this.#kept = kept;
    this.#changes.fire(undefined);
  }
}
