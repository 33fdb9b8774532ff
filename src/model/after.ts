/** Acts once, so many milliseconds later, unless it is disposed before. */
export const after = (ms: number, act: () => void): { dispose(): void } => {
  const timer = setTimeout(act, ms);
  return { dispose: () => clearTimeout(timer) };
};
