import { causeOf, type Log } from '../log.ts';
import type { TenantId } from '../model/tenant.ts';
import { createEmitter } from '../model/emitter.ts';
import type { KeptDraft } from '../editing/draft.ts';
import { latestFirst, type DraftChange, type Drafts } from '../editing/drafts.ts';

/** Every keystroke writes its draft; the list follows at leisure, in milliseconds. */
export const followMs = 150;

type Changes = ReadonlyMap<string, DraftChange>;

/**
 * The drafts on disk as far as they are known, for all that shows them. What this window writes is known without a look at the disk,
 * and what others wrote with the next {@link refresh}. Nothing is read before it is asked for.
 */
export class DraftList {
  readonly #drafts: Pick<Drafts, 'listInTurns' | 'onDidChange'>;
  readonly #tenant: () => TenantId | undefined;
  readonly #log: Log;
  readonly #changes = createEmitter<undefined>();
  readonly #marked = createEmitter<ReadonlySet<string>>();
  readonly #subscription: { dispose(): void };
  readonly onDidChange = this.#changes.event;
  readonly marks = {
    isMarked: (goalId: string): boolean => this.#goals.has(goalOf(this.#tenant() ?? '', goalId)),
    onDidChange: this.#marked.event,
  };
  #kept: readonly KeptDraft[] = [];
  #goals: ReadonlySet<string> = new Set();
  #refreshDue: ReturnType<typeof setTimeout> | undefined;
  #followDue: ReturnType<typeof setTimeout> | undefined;
  /** What was written and is not shown yet. */
  #written = new Map<string, DraftChange>();
  /** What was written since the look at the disk began that runs. */
  readonly #writtenMeanwhile = new Map<string, DraftChange>();
  #looking: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isDisposed = false;

  constructor(drafts: Pick<Drafts, 'listInTurns' | 'onDidChange'>, tenant: () => TenantId | undefined, log: Log) {
    this.#drafts = drafts;
    this.#tenant = tenant;
    this.#log = log;
    this.#subscription = drafts.onDidChange((change) => this.#note(change));
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#refreshDue);
    clearTimeout(this.#followDue);
    this.#subscription.dispose();
  }

  /** The latest first. */
  get kept(): readonly KeptDraft[] {
    return this.#kept;
  }

  #note(change: DraftChange): void {
    this.#written.set(keyOf(change), change);
    this.#writtenMeanwhile.set(keyOf(change), change);
    this.#followDue ??= setTimeout(() => {
      this.#followDue = undefined;
      this.#show(this.#kept);
    }, followMs);
  }

  refreshSoon(ms: number): void {
    this.#refreshDue ??= setTimeout(() => void this.refresh(), ms);
  }

  /** Looks at the disk again, where other windows write too; after the look that runs, which may have passed what was written since. Never rejects. */
  refresh(): Promise<void> {
    clearTimeout(this.#refreshDue);
    this.#refreshDue = undefined;
    this.#next ??= this.#looking.then(() => {
      this.#looking = this.#look();
      this.#next = undefined;
      return this.#looking;
    });
    return this.#next;
  }

  async #look(): Promise<void> {
    this.#writtenMeanwhile.clear();
    try {
      const found = await this.#drafts.listInTurns();
      this.#written = new Map(this.#writtenMeanwhile);
      this.#show(found);
    } catch (error) {
      // The last look is better than none.
      this.#log.warn(`drafts: they could not be listed: ${causeOf(error)}`);
    }
  }

  #show(kept: readonly KeptDraft[]): void {
    if (this.#isDisposed) return;
    this.#kept = changed(kept, this.#written);
    this.#written = new Map();
    this.#mark();
    this.#changes.fire(undefined);
  }

  #mark(): void {
    const before = this.#goals;
    const keys = this.#kept.flatMap(({ tenant, draft: { goalId } }) =>
      goalId === undefined ? [] : [goalOf(tenant, goalId)],
    );
    this.#goals = new Set(keys);
    const differing = [...before, ...keys].filter((key) => before.has(key) !== this.#goals.has(key));
    const goalIds = differing.map((key) => key.slice(key.indexOf('\n') + 1));
    if (goalIds.length > 0) this.#marked.fire(new Set(goalIds));
  }
}

const goalOf = (tenant: string, goalId: string): string => `${tenant}\n${goalId}`;

const keyOf = ({ tenant, id }: { readonly tenant: TenantId; readonly id: string }): string => `${tenant}\n${id}`;

const changed = (kept: readonly KeptDraft[], changes: Changes): readonly KeptDraft[] => {
  if (changes.size === 0) return kept;
  const others = kept.filter((each) => !changes.has(keyOf(each)));
  const written = [...changes.values()].flatMap(({ tenant, id, draft }) =>
    draft === undefined ? [] : [{ tenant, id, draft }],
  );
  return [...written, ...others].toSorted(latestFirst);
};
