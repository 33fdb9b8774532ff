/** In bytes. */
export type HistoryLimits = {
  /** All files of a tenant together. */
  readonly totalBytes: number;
  /** From this size on, a segment is closed and packed to a third. */
  readonly segmentBytes: number;
  /** From this size on, texts begin anew: they go when the last segment that counts on them does. */
  readonly textsBytes: number;
};

/** A year of 100,000 goals takes less. */
export const usualLimits: HistoryLimits = {
  totalBytes: 20_000_000,
  segmentBytes: 1_000_000,
  textsBytes: 6_000_000,
};
