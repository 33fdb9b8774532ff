import type { TenantId } from '../model/tenant.ts';
import { causeOf, type Log } from '../log.ts';
import { Turns } from '../model/turns.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalSlice } from '../model/goalSlice.ts';
import type { SnapshotHead } from './snapshotFile.ts';
import type { Snapshots } from './snapshots.ts';

type SnapshotTimes = Omit<SnapshotHead, 'tenant'>;

/** Which companies and goals look different; none where only what is known of their time changed. */
type Change = {
  readonly companies: ReadonlySet<string> | 'all';
  readonly goals: ReadonlyMap<string, unknown> | 'all';
};

/** The goals of the connected tenant, which snapshots are made of and show again. */
export type SnapshotSource = {
  readonly onDidChange: Event<Change>;
  /** All goals; undefined as long as not all are there. */
  snapshot(): (SnapshotTimes & { readonly slices: Iterable<GoalSlice> }) | undefined;
  /** Shows what `read` hands over, if it resolves to a head and its tenant is still the connected one. */
  restore(read: (take: (slice: GoalSlice) => void) => Promise<SnapshotTimes | undefined>): Promise<void>;
};

export type KeeperDeps = {
  readonly goals: SnapshotSource;
  /** The files; fetched when first needed. */
  readonly open: () => Promise<Pick<Snapshots, 'read' | 'write' | 'forgetOthers'>>;
  /** Whether the person wants goals kept on this computer. */
  readonly isOn: () => boolean;
  readonly log: Log;
  readonly pauses?: Pauses;
};

/** In milliseconds. */
export type Pauses = {
  /** From a change until it is written, so that what changes together is written together. */
  readonly afterChange: number;
  /** At least, from the end of one write until the next. */
  readonly betweenWrites: number;
  /** Between two checks whether a refresh that found nothing new made what is on disk look older than it is. */
  readonly betweenChecks: number;
};

const usualPauses: Pauses = { afterChange: 2000, betweenWrites: 60_000, betweenChecks: 15 * 60_000 };

/** Keeps the snapshot of the connected tenant: shown when it is connected, written when its goals change, forgotten in time. */
export class SnapshotKeeper {
  readonly #deps: KeeperDeps;
  readonly #pauses: Pauses;
  readonly #subscription: { dispose(): void };
  #tenant: TenantId | undefined;
  /** Of the tenant above: ended when it is another. */
  #ended = new AbortController();
  #due: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #hasChanged = false;
  /** What the snapshot that was written last says of its time. */
  #writtenAsOf = Number.NEGATIVE_INFINITY;
  #noWriteBefore = 0;
  /** What is to be forgotten must not be written after that. */
  readonly #turns = new Turns();

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
    this.#pauses = deps.pauses ?? usualPauses;
    this.#subscription = deps.goals.onDidChange((change) => this.#changed(change));
  }

  /**
   * From now on the goals are this tenant's, or are not to be kept. Resolves when the snapshot of it is shown, if there is one.
   * Never rejects.
   */
  async use(tenant: TenantId | undefined): Promise<void> {
    this.#stop();
    this.#tenant = tenant;
    if (tenant === undefined || !this.#deps.isOn()) return;
    const { signal } = this.#ended;
    let shown: SnapshotTimes | undefined;
    try {
      await this.#deps.goals.restore((take) =>
        this.#inTurn(async (files) => (shown = signal.aborted ? undefined : await files.read(tenant, take))),
      );
    } catch (error) {
      this.#deps.log.warn(`A snapshot could not be shown: ${causeOf(error)}`);
    }
    if (shown === undefined || signal.aborted) return;
    // What it changed for those who look at the goals is no news to the disk.
    this.#hasChanged = false;
    this.#writtenAsOf = shown.at;
  }

  /**
   * Removes what is kept of any tenant but these.
   * @throws Failure
   */
  forgetOthers(kept: readonly TenantId[]): Promise<void> {
    return this.#inTurn((files) => files.forgetOthers(this.#deps.isOn() ? kept : []));
  }

  /**
   * Does what the person wants from now on.
   * @throws Failure
   */
  async followSetting(): Promise<void> {
    this.#stop();
    if (this.#deps.isOn()) this.#plan(this.#pauses.afterChange);
    else await this.forgetOthers([]);
  }

  dispose(): void {
    this.#stop();
    this.#subscription.dispose();
  }

  #stop(): void {
    clearTimeout(this.#due?.timer);
    this.#due = undefined;
    this.#hasChanged = false;
    this.#writtenAsOf = Number.NEGATIVE_INFINITY;
    this.#noWriteBefore = 0;
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  #changed({ companies, goals }: Change): void {
    if (this.#tenant === undefined || !this.#deps.isOn()) return;
    this.#hasChanged ||= companies === 'all' || goals === 'all' || companies.size > 0 || goals.size > 0;
    this.#plan(Math.max(this.#pauses.afterChange, this.#noWriteBefore - Date.now()));
  }

  #plan(ms: number): void {
    const at = Date.now() + ms;
    if (this.#due !== undefined && this.#due.at <= at) return;
    clearTimeout(this.#due?.timer);
    this.#due = { at, timer: setTimeout(() => void this.#writeDue(), ms) };
  }

  async #writeDue(): Promise<void> {
    this.#due = undefined;
    const { signal } = this.#ended;
    try {
      await this.#writeIfNews(signal);
    } catch (error) {
      this.#deps.log.warn(`A snapshot could not be written: ${causeOf(error)}`);
    }
    if (!signal.aborted) this.#plan(this.#pauses.betweenChecks);
  }

  async #writeIfNews(signal: AbortSignal): Promise<void> {
    const tenant = this.#tenant;
    const snapshot = this.#deps.goals.snapshot();
    if (tenant === undefined || snapshot === undefined) return;
    if (!this.#hasChanged && snapshot.at <= this.#writtenAsOf) return;
    this.#hasChanged = false;
    const { slices, ...head } = snapshot;
    const isWritten = await this.#inTurn(async (files) => files.write({ tenant, ...head }, slices, signal));
    if (signal.aborted) return;
    this.#noWriteBefore = Date.now() + this.#pauses.betweenWrites;
    if (isWritten) this.#writtenAsOf = head.at;
  }

  #inTurn<T>(act: (files: Awaited<ReturnType<KeeperDeps['open']>>) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => act(await this.#deps.open()));
  }
}
