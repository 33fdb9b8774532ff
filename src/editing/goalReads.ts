type Read<T> = (signal: AbortSignal) => Promise<T>;

/**
 * What all forms read of a tenant. It gives way to a save, which a person waits for: what is asked for is cancelled, and asked for again
 * once the save has ended.
 */
export class GoalReads {
  readonly #turns = new Set<AbortController>();
  #saves = 0;
  #calm = Promise.withResolvers<void>();

  constructor() {
    this.#calm.resolve();
  }

  /** Reads as soon as nothing is being saved. */
  async read<T>(fetch: Read<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      await this.#calm.promise;
      const turn = new AbortController();
      this.#turns.add(turn);
      try {
        return await fetch(AbortSignal.any([signal, turn.signal]));
      } catch (error) {
        if (!turn.signal.aborted || signal.aborted) throw error;
      } finally {
        this.#turns.delete(turn);
      }
    }
  }

  /** @param save is handed what lets others read on before it ends, as while it only waits */
  async giveWayTo<T>(save: (resume: () => void) => Promise<T>): Promise<T> {
    const resume = this.#pause();
    try {
      return await save(resume);
    } finally {
      resume();
    }
  }

  #pause(): () => void {
    if (this.#saves === 0) this.#calm = Promise.withResolvers();
    this.#saves += 1;
    this.#turns.forEach((turn) => turn.abort());
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#saves -= 1;
      if (this.#saves === 0) this.#calm.resolve();
    };
  }
}

/** What one form reads, until it is closed. */
export class FormReads {
  readonly #all: GoalReads;
  readonly #rested: Promise<void> | undefined;
  readonly #ended = new AbortController();

  /** @param rested nothing is read before this */
  constructor(all = new GoalReads(), rested?: Promise<void>) {
    this.#all = all;
    this.#rested = rested;
  }

  readonly read = async <T>(fetch: Read<T>): Promise<T> => {
    await this.#rested;
    return this.#all.read(fetch, this.#ended.signal);
  };

  /** Nobody waits any more: what is asked for is cancelled. */
  end(): void {
    this.#ended.abort();
  }
}
