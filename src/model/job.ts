/** A load or refresh that runs. */
export class Job {
  readonly #stop = new AbortController();
  readonly #end = Promise.withResolvers<void>();
  #isAsked: boolean;
  #isPastAsking = false;
  #next: Promise<void> | undefined;

  /** @param isAsked whether a person asked for it */
  constructor(isAsked: boolean) {
    this.#isAsked = isAsked;
  }

  get isAsked(): boolean {
    return this.#isAsked;
  }

  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** Resolves when it has ended, however. */
  get done(): Promise<void> {
    return this.#end.promise;
  }

  stop(): void {
    this.#stop.abort();
  }

  end(): void {
    this.#end.resolve();
  }

  /** From now on it leaves out what a person's refresh does and one of the clock does not. */
  passAsking(): void {
    this.#isPastAsking = !this.#isAsked;
  }

  /**
   * Resolves when what is asked for is done: with this job, or where a person asks for more than it still has to do, after it.
   * @param again does it after it
   */
  join(isAsked: boolean, again: () => Promise<void>): Promise<void> {
    this.#isAsked ||= isAsked;
    if (!isAsked || !this.#isPastAsking) return this.done;
    return (this.#next ??= this.done.then(() => (this.stopped.aborted ? undefined : again())));
  }
}
