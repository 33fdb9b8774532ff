import { causeOf, type Log } from '../log.ts';
import type { TenantId } from '../model/tenant.ts';
import { createEmitter } from '../model/emitter.ts';
import type { ListedDraft } from '../editing/draft.ts';
import { latestFirst, type DraftChange, type Drafts } from '../editing/drafts.ts';

/** Every keystroke writes its draft; the list follows at leisure, in milliseconds. */
export const followMs = 150;

type Changes = ReadonlyMap<string, DraftChange>;

/**
 * The drafts on disk as far as they are known, for all that shows them. What this window writes is known without reading the disk,
 * and what others wrote with the next {@link refresh}. Nothing is read before it is asked for.
 */
export class DraftList {
  readonly #disk: Pick<Drafts, 'listInTurns' | 'onDidChange'>;
  readonly #tenant: () => TenantId | undefined;
  readonly #log: Log;
  readonly #changes = createEmitter<undefined>();
  readonly #marked = createEmitter<ReadonlySet<string>>();
  readonly #subscription: { dispose(): void };
  readonly onDidChange = this.#changes.event;
  readonly marks = {
    isMarked: (goalId: string): boolean => this.#goals.has(goalOf(this.#tenant() ?? '', goalId)),
    /** The ids of all goals of the connected tenant that have one. */
    goals: (): ReadonlySet<string> => goalsOf(this.#goals, this.#tenant() ?? ''),
    onDidChange: this.#marked.event,
  };
  #drafts: readonly ListedDraft[] = [];
  #goals: ReadonlySet<string> = new Set();
  #refreshDue: ReturnType<typeof setTimeout> | undefined;
  #followDue: ReturnType<typeof setTimeout> | undefined;
  /** What was written and is not shown yet. */
  #written = new Map<string, DraftChange>();
  /** What was written since the reading of the disk began. */
  readonly #writtenMeanwhile = new Map<string, DraftChange>();
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isDisposed = false;

  constructor(disk: Pick<Drafts, 'listInTurns' | 'onDidChange'>, tenant: () => TenantId | undefined, log: Log) {
    this.#disk = disk;
    this.#tenant = tenant;
    this.#log = log;
    this.#subscription = disk.onDidChange((change) => this.#note(change));
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#refreshDue);
    clearTimeout(this.#followDue);
    this.#subscription.dispose();
  }

  /** The latest first. */
  get drafts(): readonly ListedDraft[] {
    return this.#drafts;
  }

  #note(change: DraftChange): void {
    this.#written.set(keyOf(change), change);
    this.#writtenMeanwhile.set(keyOf(change), change);
    this.#followDue ??= setTimeout(() => {
      this.#followDue = undefined;
      this.#show(this.#drafts);
    }, followMs);
  }

  refreshSoon(ms: number): void {
    this.#refreshDue ??= setTimeout(() => void this.refresh(), ms);
  }

  /**
   * Reads the disk again, where other windows write, too. A reading that is under way may have passed what was written since: this one
   * comes after it. Never rejects.
   */
  refresh(): Promise<void> {
    clearTimeout(this.#refreshDue);
    this.#refreshDue = undefined;
    this.#next ??= this.#reading.then(() => {
      this.#reading = this.#readDisk();
      this.#next = undefined;
      return this.#reading;
    });
    return this.#next;
  }

  async #readDisk(): Promise<void> {
    this.#writtenMeanwhile.clear();
    try {
      const found = await this.#disk.listInTurns();
      this.#written = new Map(this.#writtenMeanwhile);
      this.#show(found);
    } catch (error) {
      // What was read last is better than nothing.
      this.#log.warn(`drafts: they could not be listed: ${causeOf(error)}`);
    }
  }

  #show(drafts: readonly ListedDraft[]): void {
    if (this.#isDisposed) return;
    this.#drafts = changed(drafts, this.#written);
    this.#written = new Map();
    this.#mark();
    this.#changes.fire(undefined);
  }

  #mark(): void {
    const before = this.#goals;
    const keys = this.#drafts.flatMap(({ tenant, draft: { goalId } }) =>
      goalId === undefined ? [] : [goalOf(tenant, goalId)],
    );
    this.#goals = new Set(keys);
    const differing = [...before, ...keys].filter((key) => before.has(key) !== this.#goals.has(key));
    const goalIds = differing.map((key) => key.slice(key.indexOf('\n') + 1));
    if (goalIds.length > 0) this.#marked.fire(new Set(goalIds));
  }
}

const goalOf = (tenant: string, goalId: string): string => `${tenant}\n${goalId}`;

const goalsOf = (keys: ReadonlySet<string>, tenant: string): ReadonlySet<string> => {
  const start = goalOf(tenant, '');
  return new Set([...keys].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length)));
};

const keyOf = ({ tenant, id }: { readonly tenant: TenantId; readonly id: string }): string => `${tenant}\n${id}`;

const changed = (drafts: readonly ListedDraft[], changes: Changes): readonly ListedDraft[] => {
  if (changes.size === 0) return drafts;
  const others = drafts.filter((each) => !changes.has(keyOf(each)));
  const written = [...changes.values()].flatMap(({ tenant, id, draft }) =>
    draft === undefined ? [] : [{ tenant, id, draft }],
  );
  return [...written, ...others].toSorted(latestFirst);
};
