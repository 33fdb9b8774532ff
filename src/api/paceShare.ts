/** Why a request may not start yet, and when to ask again, in milliseconds from now. */
export type Hold = { readonly reason: 'throttled' | 'pace'; readonly forMs: number };

/** The part of the tenant's limit that other processes of this computer use. */
export type PaceShare = {
  /** Undefined: a request starts now, and the others count it. */
  enter(): Hold | undefined;
  /** A request that was let in ended. */
  leave(): void;
  /** The tenant asked to be left alone for so long. */
  close(forMs: number): void;
  /** How many more requests may start now. */
  readonly left: number;
  dispose(): void;
};

/** Of a process that has the tenant for itself. */
export const unshared: PaceShare = {
  enter: () => undefined,
  leave: () => {},
  close: () => {},
  left: Number.POSITIVE_INFINITY,
  dispose: () => {},
};
