export const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** What the work takes when nobody is in its way: CPU times are too coarse for what takes less than some milliseconds. */
export const leastMs = (work: () => unknown, times = 5): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i += 1) {
    const begin = performance.now();
    work();
    least = Math.min(least, performance.now() - begin);
  }
  return least;
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};
