/** Does one thing after another, in the order in which they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(act: () => T | Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    // Who asked is told of a failure; those who wait for their turn are not concerned.
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
