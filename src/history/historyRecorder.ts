import type { GoalMetric } from '../api/schema.ts';
import { causeOf, type Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import { isKnown, type LoadState } from '../model/loadState.ts';
import type { StoreChange } from '../model/storeChange.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import { Turns } from '../model/turns.ts';
import { changesOf, metricsSeen, secondsOf, type Coverage, type RecordedChange } from './recordedChange.ts';

/** One tenant's history, as it is written. */
type Writer = {
  open(): Promise<void>;
  append(changes: readonly RecordedChange[], seen: number): boolean;
  appendGap(seen: number): boolean;
};

type Files = {
  isNew(tenant: TenantId): boolean;
  writer(tenant: TenantId): Writer;
  read(
    tenant: TenantId,
    since: number,
    take: (change: RecordedChange) => void,
    signal?: AbortSignal,
  ): Promise<Coverage>;
  tidy(tenant: TenantId): Promise<void>;
  forgetOthers(kept: readonly TenantId[]): Promise<void>;
};

export type RecorderDeps = {
  readonly store: { readonly onDidChange: Event<StoreChange>; readonly state: LoadState };
  /** The files; fetched when first needed. */
  readonly open: () => Promise<Files>;
  /** Whether the person wants a history on this computer. */
  readonly isOn: () => boolean;
  readonly log: Log;
  readonly now: () => number;
};

/** So many changes are written at once: a few milliseconds' work. */
const changesAtOnce = 1000;

/** Records what changes in the connected tenant. A disk that fails is a word in the log: a history can be done without. */
export class HistoryRecorder {
  readonly #deps: RecorderDeps;
  readonly #subscription: { dispose(): void };
  readonly #turns = new Turns();
  #tenant: TenantId | undefined;
  #writer: { readonly of: TenantId; readonly writer: Writer } | undefined;
  #hasGap = false;
  readonly #metricsNoted = new WeakSet<readonly GoalMetric[]>();

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
    this.#subscription = deps.store.onDidChange((change) => this.#changed(change));
  }

  /** From now on the goals are this tenant's, or are not to be recorded. */
  use(tenant: TenantId | undefined): void {
    if (tenant === this.#tenant) return;
    this.#tenant = tenant;
    this.#hasGap = false;
    if (tenant === undefined || !this.#deps.isOn()) return;
    const seen = this.#seen();
    void this.#inTurn(tenant, async (files) => {
      // From here on it is known that nothing changed where nothing is recorded.
      if (files.isNew(tenant)) (await this.#opened(files, tenant)).appendGap(seen);
      else await files.tidy(tenant);
    });
  }

  /** The metrics of a goal were read. The very same list is no news. */
  noteMetrics(goalId: string, metrics: readonly GoalMetric[]): void {
    if (this.#metricsNoted.has(metrics)) return;
    this.#metricsNoted.add(metrics);
    const seen = this.#seen();
    this.#record((writer) => writer.append(metricsSeen(goalId, metrics, seen), seen));
  }

  /**
   * What was recorded of the connected tenant since a moment, oldest first; undefined where none is connected, or nothing is recorded.
   * @param since whole seconds since 1970
   */
  async read(
    since: number,
    take: (change: RecordedChange) => void,
    signal?: AbortSignal,
  ): Promise<Coverage | undefined> {
    const tenant = this.#tenant;
    if (tenant === undefined || !this.#deps.isOn()) return undefined;
    return this.#turns.take(async () => (await this.#deps.open()).read(tenant, since, take, signal));
  }

  /**
   * Removes what is kept of any tenant but these and the sample tenant.
   * @throws Failure
   */
  forgetOthers(tenants: readonly TenantId[]): Promise<void> {
    return this.#turns.take(async () => {
      // The sample tenant keeps what is changed in it, too.
      const kept = this.#deps.isOn() ? [sampleTenantId, ...tenants] : [];
      if (this.#writer !== undefined && !kept.includes(this.#writer.of)) this.#writer = undefined;
      await (await this.#deps.open()).forgetOthers(kept);
    });
  }

  /**
   * Does what the person wants from now on.
   * @throws Failure
   */
  async followSetting(): Promise<void> {
    if (!this.#deps.isOn()) return this.forgetOthers([]);
    this.#hasGap = false;
    this.#gap();
  }

  /** Resolves when what was told is written. */
  async whenIdle(): Promise<void> {
    await this.#turns.take(() => undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #changed({ goals }: StoreChange): void {
    if (this.#tenant === undefined || !this.#deps.isOn()) return;
    if (goals === 'all') {
      // A snapshot is shown, or another tenant: that is no change. Else all goals are here and what changed before is not known.
      if (this.#deps.store.state.kind !== 'idle') this.#gap();
      return;
    }
    if (!this.#isComplete()) return;
    this.#hasGap = false;
    const seen = this.#seen();
    const changes = [...goals].flatMap(([goalId, change]) => changesOf(goalId, change, seen));
    for (let at = 0; at < changes.length; at += changesAtOnce)
      this.#record((writer) => writer.append(changes.slice(at, at + changesAtOnce), seen));
  }

  /** As long as not all goals are here, one that comes is not new. */
  #isComplete(): boolean {
    return isKnown(this.#deps.store.state);
  }

  /** Once for each load: a first one tells of each page. */
  #gap(): void {
    if (this.#hasGap) return;
    this.#hasGap = true;
    const seen = this.#seen();
    this.#record((writer) => writer.appendGap(seen));
  }

  #seen(): number {
    return secondsOf(this.#deps.now());
  }

  #record(write: (writer: Writer) => boolean): void {
    const tenant = this.#tenant;
    if (tenant === undefined || !this.#deps.isOn()) return;
    void this.#inTurn(tenant, async (files) => {
      const writer = await this.#opened(files, tenant);
      if (write(writer)) await files.tidy(tenant);
    });
  }

  async #opened(files: Files, tenant: TenantId): Promise<Writer> {
    if (this.#writer?.of === tenant) return this.#writer.writer;
    const writer = files.writer(tenant);
    await writer.open();
    this.#writer = { of: tenant, writer };
    return writer;
  }

  /** Not for a tenant that is connected no more: what is to be forgotten must not be written after that. */
  #inTurn(tenant: TenantId, act: (files: Files) => Promise<void>): Promise<void> {
    return this.#turns.take(async () => {
      if (tenant !== this.#tenant || !this.#deps.isOn()) return;
      try {
        await act(await this.#deps.open());
      } catch (error) {
        // The next change begins anew, with a folder where there is none any more.
        this.#writer = undefined;
        this.#deps.log.warn(`The history could not be written: ${causeOf(error)}`);
      }
    });
  }
}
