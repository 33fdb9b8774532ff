/** Milliseconds from what is typed, and from what changes in the goals, to the list of it. */
export const typingMs = 30;
export const changeMs = 250;

/** One thing at a time to do a moment later; what was begun before it does not count any more. */
export class Turn {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #number = 0;

  start(ms: number, run: () => void, { restarts }: { readonly restarts: boolean }): void {
    if (this.#timer !== undefined && !restarts) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      run();
    }, ms);
  }

  /** In place of what was to be done later. Returns what tells whether this is still what was begun last. */
  begin(): () => boolean {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const number = (this.#number += 1);
    return () => number === this.#number;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#number += 1;
  }
}
