import { causeOf, type Log } from '../log.ts';
import type { TenantId } from '../model/tenant.ts';
import { createEmitter } from '../model/emitter.ts';
import type { KeptDraft } from '../editing/draft.ts';
import type { Drafts } from '../editing/drafts.ts';

/** Every keystroke writes its draft; the list follows at leisure, in milliseconds. */
export const followMs = 150;

/** The drafts on disk as they were last looked at, for all that shows them. Nothing is read before it is asked for. */
export class DraftList {
  readonly #drafts: Pick<Drafts, 'list' | 'onDidChange'>;
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
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(drafts: Pick<Drafts, 'list' | 'onDidChange'>, tenant: () => TenantId | undefined, log: Log) {
    this.#drafts = drafts;
    this.#tenant = tenant;
    this.#log = log;
    this.#subscription = drafts.onDidChange(() => this.refreshSoon(followMs));
  }

  dispose(): void {
    clearTimeout(this.#due);
    this.#subscription.dispose();
  }

  get kept(): readonly KeptDraft[] {
    return this.#kept;
  }

  refreshSoon(ms: number): void {
    this.#due ??= setTimeout(() => this.refresh(), ms);
  }

  /** Looks at the disk again, where other windows write too. */
  refresh(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    try {
      this.#kept = this.#drafts.list();
    } catch (error) {
      // The last look is better than none.
      this.#log.warn(`drafts: they could not be listed: ${causeOf(error)}`);
      return;
    }
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
