/** Waits so many milliseconds; the signal ends the wait early. Check it afterwards. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    if (signal?.aborted === true) wake();
    else signal?.addEventListener('abort', wake, { once: true });
  });
