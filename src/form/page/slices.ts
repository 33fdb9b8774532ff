/** Works for some milliseconds at a time and lets the page do other things in between. Returns what ends it early. */
export const inSlices = <T>(
  steps: Generator<undefined, T, undefined>,
  sliceMs: number,
  done: (result: T) => void,
): (() => void) => {
  let due: number | undefined;
  const go = (): void => {
    const end = performance.now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done === true) return done(step.value);
    } while (performance.now() < end);
    due = window.setTimeout(go);
  };
  due = window.setTimeout(go);
  return () => window.clearTimeout(due);
};
