/** The one that was asked for with TORTURE_SEED, or another at each call. */
export const someSeed = (): number => {
  const asked = Number(process.env['TORTURE_SEED'] ?? Number.NaN);
  return Number.isSafeInteger(asked) ? asked : Math.floor(Math.random() * 1_000_000);
};
