import { ApiError } from '../api/errors.ts';

/** One request for all who wait for the same. It is cancelled when the last of them does not wait any more. */
export class SharedRequest<T> {
  readonly #operation: string;
  readonly #abandon = new AbortController();
  readonly #answer: Promise<T>;
  #waiting = 0;

  /** @param ended cancels the request whoever waits */
  constructor(operation: string, send: (signal: AbortSignal) => Promise<T>, ended: AbortSignal) {
    this.#operation = operation;
    this.#answer = send(AbortSignal.any([this.#abandon.signal, ended]));
  }

  /** Whether it was cancelled because nobody waited: who asks now needs another. */
  get isAbandoned(): boolean {
    return this.#abandon.signal.aborted;
  }

  /**
   * The answer, as one of those who wait; without a signal to its end.
   * @throws ApiError of the kind 'aborted' as soon as the signal is aborted, though others may wait on
   */
  async wait(signal?: AbortSignal): Promise<T> {
    this.#waiting += 1;
    if (signal === undefined) return this.#answer;
    const left = Promise.withResolvers<never>();
    const leave = (): void => {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#abandon.abort();
      left.reject(new ApiError('aborted', this.#operation));
    };
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([left.promise, this.#answer]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
