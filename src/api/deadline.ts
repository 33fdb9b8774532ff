export type Deadline = {
  /** Aborts when the caller's signal does, when the time is up, or when `abort` is called. */
  readonly signal: AbortSignal;
  readonly hasPassed: () => boolean;
  readonly abort: () => void;
  /** Lets go of timer and listener; call it once the work is done. */
  readonly stop: () => void;
};

export const startDeadline = (ms: number, signal: AbortSignal | undefined): Deadline => {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    abort();
  }, ms);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => passed,
    abort,
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
};
