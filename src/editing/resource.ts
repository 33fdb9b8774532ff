export type Loadable<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Something that is fetched, and the state of that. What is loaded stays while it is fetched again. */
export class Resource<T> {
  readonly #changed: () => void;
  #state: Loadable<T> = { kind: 'waiting' };
  #latest: Promise<T> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get state(): Loadable<T> {
    return this.#state;
  }

  get value(): T | undefined {
    return this.#state.kind === 'loaded' ? this.#state.value : undefined;
  }

  get isLoading(): boolean {
    return this.#latest !== undefined;
  }

  /** Never rejects: a failure is a state. An answer that a later call overtook is dropped. */
  async load(fetch: () => Promise<T>): Promise<void> {
    const mine = Promise.resolve().then(fetch);
    this.#latest = mine;
    if (this.#state.kind !== 'loaded') this.#become({ kind: 'loading' });
    try {
      const value = await mine;
      if (this.#end(mine)) this.#become({ kind: 'loaded', value });
    } catch (error) {
      if (this.#end(mine)) this.#become({ kind: 'failed', error });
    }
  }

  #end(call: Promise<T>): boolean {
    if (this.#latest !== call) return false;
    this.#latest = undefined;
    return true;
  }

  #become(state: Loadable<T>): void {
    this.#state = state;
    this.#changed();
  }
}
