/** How far off the tenant's clock may be when nothing is known of it, in milliseconds. */
const unknownSkewMs = 10 * 60_000;

/** `Date` headers count in seconds, and an answer takes its time. */
const marginMs = 5_000;

/** What is known of the tenant's clock, from the `Date` headers of its answers. */
export class TenantClock {
  #skewMs: number | undefined;

  /** @param header the `Date` header of an answer that arrived just now */
  note(header: string | null): void {
    const time = header === null ? Number.NaN : Date.parse(header);
    if (!Number.isNaN(time)) this.#skewMs = time - Date.now();
  }

  /** Milliseconds by which the tenant's clock is ahead of ours; undefined until an answer came. */
  get skewMs(): number | undefined {
    return this.#skewMs;
  }

  /** A time that the tenant's clock shows at `at` or showed shortly before, ISO 8601. */
  earliest(at: number): string {
    return new Date(this.#skewMs === undefined ? at - unknownSkewMs : at + this.#skewMs - marginMs).toISOString();
  }
}
