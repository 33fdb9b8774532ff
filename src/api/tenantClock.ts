import { httpDateMs } from './httpDate.ts';

/** How far off the tenant's clock may be when nothing is known of it, in milliseconds. */
const unknownSkewMs = 10 * 60_000;

/** `Date` headers count in seconds, and an answer takes its time. */
const marginMs = 5_000;

/** So many of the last answers are asked; one among them that is odd moves nothing. */
const samplesKept = 9;

/** Of fewer answers an odd one may be the middle. */
const samplesToTrust = 3;

/** Beyond these years a date is no date of an answer. */
const [firstMs, lastMs] = [Date.UTC(2000, 0), Date.UTC(2200, 0)];

export type Clocks = {
  /** Milliseconds since 1970 by this computer's clock, which a person or a server may set at any time. */
  readonly wall: () => number;
  /** Milliseconds since any moment, by a clock that is never set. */
  readonly steady: () => number;
};

export const systemClocks: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/**
 * What is known of the tenant's clock, from the `Date` headers of its answers. Held against the steady clock, so that it does not matter
 * when this computer's clock is set. While the computer sleeps the steady clock may stand still: the tenant's time is early then, never late,
 * until the next answer.
 */
export class TenantClock {
  readonly #clocks: Clocks;
  /** The tenant's time less the steady clock's, of the last answers. */
  #samples: readonly number[] = [];
  /** By how much this computer's clock was ahead of the steady one with the last of them. */
  #apart = 0;

  constructor(clocks: Clocks = systemClocks) {
    this.#clocks = clocks;
  }

  /** By the steady clock, to be handed to `earliest`. */
  now(): number {
    return this.#clocks.steady();
  }

  /**
   * @param header the `Date` header of an answer of the tenant's own, not of a refusal
   * @param agoMs for how long it has been here
   */
  note(header: string | null, agoMs = 0): void {
    const time = httpDateMs(header ?? '');
    if (!(time >= firstMs && time <= lastMs)) return;
    const before = this.#isApart() ? [] : this.#samples;
    this.#samples = [...before, time - (this.now() - agoMs)].slice(-samplesKept);
    this.#apart = this.#apartNow();
  }

  #apartNow(): number {
    return this.#clocks.wall() - this.#clocks.steady();
  }

  /** Whether the steady clock may have stood still since the last sample. That a person set the other one costs a few samples at most. */
  #isApart(): boolean {
    return Math.abs(this.#apartNow() - this.#apart) > marginMs;
  }

  /** Whether `earliest` is off by no more than its margin. */
  get isSure(): boolean {
    const skew = this.skewMs;
    if (skew === undefined || this.#isApart()) return false;
    return this.#samples.length >= samplesToTrust || Math.abs(skew) <= marginMs;
  }

  /** By this computer's clock. */
  wall(): number {
    return this.#clocks.wall();
  }

  /** Milliseconds by which the tenant's clock is ahead of this computer's; undefined until an answer came. */
  get skewMs(): number | undefined {
    const offset = this.#offset();
    return offset === undefined ? undefined : Math.round(offset + this.#clocks.steady() - this.#clocks.wall());
  }

  /** A time that the tenant's clock shows at `at`, by `now`, or showed before; ISO 8601. */
  earliest(at: number = this.now()): string {
    const offset = this.#offset();
    const here = this.#clocks.wall() - (this.#clocks.steady() - at);
    if (offset === undefined) return isoOf(here - unknownSkewMs);
    const there = at + offset - marginMs;
    return isoOf(this.#samples.length < samplesToTrust ? Math.min(here, there) : there);
  }

  /** No time that the tenant's clock shows is later, in milliseconds since 1970; undefined until an answer told its time. */
  latestMs(): number | undefined {
    if (this.#samples.length === 0) return undefined;
    // While the computer slept the steady clock may have stood still.
    const latest = this.#samples.reduce((a, b) => Math.max(a, b));
    return Math.max(this.#clocks.wall(), this.now() + latest) + marginMs;
  }

  /** The middle one, the earlier of the two where there is none. */
  #offset(): number | undefined {
    return this.#samples.toSorted((a, b) => a - b)[(this.#samples.length - 1) >> 1];
  }
}

/** This computer's clock may stand anywhere, too. */
const isoOf = (ms: number): string => new Date(Math.round(Math.min(Math.max(ms, firstMs), lastMs))).toISOString();
