import type { Memory } from '../../../src/model/views/keptValue.ts';
import type { Secrets } from '../../../src/connection/tenantSecrets.ts';
import { createEmitter } from '../../../src/model/emitter.ts';

type Operation = 'get' | 'store' | 'delete';

/** A secret storage in memory. Windows share one, and all of them hear of every change, as in VS Code. */
export class MemorySecrets implements Secrets {
  readonly #values = new Map<string, string>();
  readonly #changes = createEmitter<{ readonly key: string }>();
  readonly onDidChange = this.#changes.event;
  readonly #pause: (operation: Operation) => Promise<unknown>;
  /** What fails, as where there is no keyring. */
  readonly failing = new Set<Operation>();
  reads = 0;

  constructor(pause: (operation: Operation) => Promise<unknown> = () => Promise.resolve()) {
    this.#pause = pause;
  }

  get(key: string): Promise<string | undefined> {
    this.reads += 1;
    return this.#run('get', () => this.#values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return this.#run('store', () => {
      this.#values.set(key, value);
      this.#changes.fire({ key });
    });
  }

  delete(key: string): Promise<void> {
    return this.#run('delete', () => {
      this.#values.delete(key);
      this.#changes.fire({ key });
    });
  }

  /** All that is stored, by name. */
  get content(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values);
  }

  async #run<T>(operation: Operation, act: () => T): Promise<T> {
    await this.#pause(operation);
    if (this.failing.has(operation)) throw new Error('The keyring is locked.');
    return act();
  }
}

export class MemoryMemento implements Memory {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    return Promise.resolve();
  }
}
