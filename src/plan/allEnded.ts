/** As `Promise.all`, but not before each has ended: nothing goes on behind somebody's back. @throws what the first threw */
export const allEnded = async <T>(all: readonly Promise<T>[]): Promise<readonly T[]> => {
  await Promise.allSettled(all);
  return Promise.all(all);
};
