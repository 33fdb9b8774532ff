import { Failure, type FailureKind } from '../failure.ts';
import { causeOf } from '../log.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import type { TenantId } from '../model/tenant.ts';
import { Turns } from '../model/turns.ts';
import { formerSecret, idsIn, keptIn, listSecret, noSecret, secretOf, type KeptTenants } from './keptTenants.ts';
import {
  parseStoredTenant,
  tenantIdOf,
  secretText,
  type StoredTenant,
  type Tenant,
  type TenantMarks,
} from './storedTenant.ts';

/** The part of `vscode.SecretStorage` that is used. */
export type Secrets = {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Event<{ readonly key: string }>;
};

/** What another window did. `rekeyed`: whose key or origin is another now. */
export type KeptChange = { readonly kept: KeptTenants; readonly rekeyed: ReadonlySet<TenantId> };

type Texts = ReadonlyMap<string, string | undefined>;

/** The tenants in VS Code's secret storage, a secret each: the only place where their access keys are kept. */
export class TenantSecrets {
  readonly #secrets: Secrets;
  readonly #subscription: { dispose(): void };
  readonly #changes = createEmitter<KeptChange | Failure>();
  /** What this window knows to be stored, by secret. What differs from it was stored by another window. */
  #known = new Map<string, string | undefined>();
  /** A slow write must not undo the removal that was asked for after it. */
  readonly #turns = new Turns();

  /** Tells what another window stored, or why that cannot be read; nothing of what this window did. */
  readonly onDidChangeElsewhere: Event<KeptChange | Failure> = this.#changes.event;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(formerSecret)) void this.#tellIfChanged();
    });
  }

  /** From here on, other windows are watched for what differs from this. Takes over the tenant that was kept before. @throws Failure */
  read(): Promise<KeptTenants> {
    return this.#inTurn('keyNotRead', async () => {
      const texts = await this.#inOrder();
      this.#known = new Map(texts);
      return keptIn(texts);
    });
  }

  /** Takes no note of what it reads, so that a change by another window is still told. @throws Failure */
  peek(): Promise<KeptTenants> {
    return this.#inTurn('keyNotRead', async () => keptIn(await this.#texts()));
  }

  /**
   * Makes the first write before there is anything to keep: to be called as soon as there might be. For its first write a VS Code in a
   * browser fetches a key from its server, and until it has that, it mixes up the order of writes: an earlier one may replace a later
   * one. @throws Failure
   */
  prepare(): Promise<void> {
    return this.#inTurn('keyNotStored', async () => this.#secrets.delete(noSecret));
  }

  /** Keeps a tenant, with the name and the use that it has. @throws Failure */
  write(tenant: Tenant): Promise<void> {
    return this.#inTurn('keyNotStored', async () => {
      await this.#put(tenant);
      const former = parseStoredTenant(await this.#secrets.get(formerSecret));
      // It has an older key, or cannot be read by anybody.
      if (former === 'broken' || isOf(former, tenantIdOf(tenant))) await this.#delete(formerSecret);
    });
  }

  /** Does nothing where the tenant is not kept. @throws Failure */
  mark(tenant: TenantId, { name, use }: TenantMarks): Promise<void> {
    return this.#inTurn('keyNotStored', async () => {
      const stored = parseStoredTenant(await this.#secrets.get(secretOf(tenant)));
      if (typeof stored !== 'object') return;
      const { origin, accessKey } = stored;
      const marks = { ...(name === undefined ? {} : { name }), ...(use === undefined ? {} : { use }) };
      await this.#store(secretOf(tenant), secretText({ origin, accessKey, ...marks }));
    });
  }

  /** @throws Failure */
  forget(tenant: TenantId): Promise<void> {
    return this.#inTurn('keyNotForgotten', async () => {
      // The key first: whatever ends in between, it is gone.
      await this.#delete(secretOf(tenant));
      if (isOf(parseStoredTenant(await this.#secrets.get(formerSecret)), tenant)) await this.#delete(formerSecret);
      const ids = idsIn(await this.#secrets.get(listSecret)).filter((id) => id !== tenant);
      await (ids.length === 0 ? this.#delete(listSecret) : this.#store(listSecret, JSON.stringify(ids)));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tellIfChanged(): Promise<void> {
    try {
      const change = await this.#inTurn('keyNotRead', () => this.#readIfChanged());
      if (change !== undefined) this.#changes.fire(change);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#changes.fire(error);
    }
  }

  async #readIfChanged(): Promise<KeptChange | undefined> {
    const before = new Map(this.#known);
    const texts = await this.#inOrder();
    this.#known = new Map(texts);
    const isSame = [...before.keys(), ...texts.keys()].every((key) => before.get(key) === texts.get(key));
    return isSame ? undefined : { kept: keptIn(texts), rekeyed: rekeyed(keptIn(before), keptIn(texts)) };
  }

  /** All secrets, once what older versions and other windows left is in order. */
  async #inOrder(): Promise<Texts> {
    const texts = await this.#texts();
    const former = parseStoredTenant(texts.get(formerSecret));
    const listed = idsIn(texts.get(listSecret));
    // Two windows that write the list at once: one of them drops what the other has added.
    const isComplete = keptIn(texts).ids.every((id) => listed.includes(id));
    if (typeof former !== 'object' && isComplete) return texts;
    try {
      if (!isComplete) await this.#store(listSecret, JSON.stringify(keptIn(texts).ids));
      if (typeof former === 'object') {
        await this.#put(former);
        await this.#delete(formerSecret);
      }
    } catch {
      // It is read from where it is.
      return texts;
    }
    return this.#texts();
  }

  async #texts(): Promise<Texts> {
    const list = await this.#secrets.get(listSecret);
    const known = [...this.#known.keys()].filter((key) => key.startsWith(secretOf('')));
    const entries = [...new Set([...idsIn(list).map((id) => secretOf(id)), ...known])];
    const keys = [formerSecret, ...entries];
    const texts = await Promise.all(keys.map((key) => this.#secrets.get(key)));
    return new Map([[listSecret, list], ...keys.map((key, at) => [key, texts[at]] as const)]);
  }

  async #put(tenant: Tenant): Promise<void> {
    const id = tenantIdOf(tenant);
    const ids = idsIn(await this.#secrets.get(listSecret));
    const before = parseStoredTenant(await this.#secrets.get(secretOf(id)));
    // The name first: a key that no list names could never be removed.
    if (!ids.includes(id)) await this.#store(listSecret, JSON.stringify([...ids, id]));
    const stored: StoredTenant = { ...(typeof before === 'object' ? before : {}), ...tenant };
    await this.#store(secretOf(id), secretText(stored));
  }

  async #store(key: string, text: string): Promise<void> {
    await this.#secrets.store(key, text);
    this.#known.set(key, text);
  }

  async #delete(key: string): Promise<void> {
    await this.#secrets.delete(key);
    this.#known.delete(key);
  }

  async #inTurn<T>(kind: FailureKind, act: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(act);
    } catch (error) {
      throw new Failure(kind, causeOf(error));
    }
  }
}

const rekeyed = (before: KeptTenants, now: KeptTenants): ReadonlySet<TenantId> =>
  new Set(
    [...now.tenants].flatMap(([id, { origin, accessKey }]) => {
      const was = before.tenants.get(id);
      return was?.origin === origin && was.accessKey === accessKey ? [] : [id];
    }),
  );

const isOf = (stored: StoredTenant | 'broken' | undefined, tenant: TenantId): boolean =>
  typeof stored === 'object' && tenantIdOf(stored) === tenant;
