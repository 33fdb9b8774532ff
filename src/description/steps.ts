/** Work that can be interrupted after each step. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All of it at once. */
export const finished = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};
