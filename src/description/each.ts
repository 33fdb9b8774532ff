/** What `make` makes of each; undefined where it makes nothing of one. */
export const each = <T, Made>(
  all: readonly T[],
  make: (one: T, at: number) => Made | undefined,
): Made[] | undefined => {
  const made: Made[] = [];
  for (const [at, one] of all.entries()) {
    const next = make(one, at);
    if (next === undefined) return undefined;
    made.push(next);
  }
  return made;
};
