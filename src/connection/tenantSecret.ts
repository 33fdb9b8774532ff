import { Failure, type FailureKind } from '../failure.ts';
import { causeOf } from '../log.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import { Turns } from '../model/turns.ts';
import { parseStoredTenant, textOf, type StoredTenant, type Tenant } from './storedTenant.ts';

/** The part of `vscode.SecretStorage` that is used. */
export type Secrets = {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Event<{ readonly key: string }>;
};

export const secretKey = 'customerGoals.tenant';

/** The tenant in VS Code's secret storage: the only place where its access key is kept. */
export class TenantSecret {
  readonly #secrets: Secrets;
  readonly #subscription: { dispose(): void };
  readonly #changes = createEmitter<StoredTenant | Failure>();
  /** What this window knows to be stored. What differs from it was stored by another window. */
  #known: string | undefined;
  /** A slow write must not undo the removal that was asked for after it. */
  readonly #turns = new Turns();

  /** Tells what another window stored, or why that cannot be read; nothing of what this window did. */
  readonly onDidChangeElsewhere: Event<StoredTenant | Failure> = this.#changes.event;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === secretKey) void this.#tellIfChanged();
    });
  }

  /** From here on, other windows are watched for what differs from this. @throws Failure */
  read(): Promise<StoredTenant> {
    return this.#inTurn('keyNotRead', async () => {
      this.#known = await this.#secrets.get(secretKey);
      return parseStoredTenant(this.#known);
    });
  }

  /** Takes no note of what it reads, so that a change by another window is still told. @throws Failure */
  peek(): Promise<StoredTenant> {
    return this.#inTurn('keyNotRead', async () => parseStoredTenant(await this.#secrets.get(secretKey)));
  }

  /** @throws Failure */
  write(tenant: Tenant): Promise<void> {
    const text = textOf(tenant);
    return this.#inTurn('keyNotStored', async () => {
      await this.#secrets.store(secretKey, text);
      this.#known = text;
    });
  }

  /** @throws Failure */
  forget(): Promise<void> {
    return this.#inTurn('keyNotForgotten', async () => {
      await this.#secrets.delete(secretKey);
      this.#known = undefined;
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tellIfChanged(): Promise<void> {
    try {
      const change = await this.#inTurn('keyNotRead', () => this.#readIfChanged());
      if (change !== 'same') this.#changes.fire(change.stored);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#changes.fire(error);
    }
  }

  async #readIfChanged(): Promise<'same' | { readonly stored: StoredTenant }> {
    const text = await this.#secrets.get(secretKey);
    if (text === this.#known) return 'same';
    this.#known = text;
    return { stored: parseStoredTenant(text) };
  }

  async #inTurn<T>(kind: FailureKind, act: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(act);
    } catch (error) {
      throw new Failure(kind, causeOf(error));
    }
  }
}
