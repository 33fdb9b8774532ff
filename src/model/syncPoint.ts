/** What holds once all goals were loaded. Moments in milliseconds since 1970. */
export type SyncPoint = {
  /** When the goals were as they are known. */
  readonly at: number;
  /** The tenant's time from which the next refresh has to ask for changes, ISO 8601. */
  readonly since: string;
  /** When the tenant's count of its goals was last held against ours. */
  readonly countedAt: number;
  /** When every goal was last read. */
  readonly readAt: number;
  /** By how many goals the tenant's count was off when every goal had just been read. */
  readonly miscount: number;
  /** What may be missing: goals, since the last reading of all met not all; or changes, since the last refresh did not. */
  readonly gap: 'none' | 'goals' | 'changes';
};
